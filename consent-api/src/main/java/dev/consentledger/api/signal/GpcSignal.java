package dev.consentledger.api.signal;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Signal;
import java.util.Map;

/**
 * A page that acted on the visitor's Global Privacy Control. It refuses every choice, or the
 * categories that the page names.
 */
final class GpcSignal implements SignalSource {

    @Override
    public Signal signal() {
        return Signal.GPC;
    }

    @Override
    public boolean speaksIn(Statement statement) {
        return statement.action() == Action.GPC;
    }

    @Override
    public Map<String, Decision> decisions(Statement statement) {
        return statement.orElseAll(Decision.REFUSED);
    }
}
