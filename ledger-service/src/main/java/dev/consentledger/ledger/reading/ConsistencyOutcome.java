package dev.consentledger.ledger.reading;

import dev.consentledger.core.merkle.Hash;
import java.util.List;

/** What became of the wish for a consistency proof. */
public sealed interface ConsistencyOutcome {

    /** The proof that the tree of {@code from} entries is the beginning of that of {@code to}. */
    record Proved(LogId log, long from, long to, List<Hash> path) implements ConsistencyOutcome {}

    /** Nothing was signed of this log. */
    record NoSuchLog() implements ConsistencyOutcome {}

    /** The larger tree is none that was signed yet; {@code signed} is the size of the newest. */
    record NotSigned(long signed) implements ConsistencyOutcome {}

    /** The first size is larger than the second. */
    record Shrinking(long from, long to) implements ConsistencyOutcome {}
}
