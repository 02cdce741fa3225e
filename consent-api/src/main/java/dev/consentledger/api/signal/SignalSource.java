package dev.consentledger.api.signal;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Signal;
import java.util.Map;

/** One way in which decisions can be told. Pure. */
interface SignalSource {

    Signal signal();

    /** Whether the statement is of this kind. */
    boolean speaksIn(Statement statement);

    /** The decisions by category id. */
    Map<String, Decision> decisions(Statement statement);
}
