package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import io.smallrye.mutiny.Uni;

/** Where it is recorded what somebody did (looked, ordered, or linked) and what time did. */
public interface AccessLog {

    /**
     * Hands an act or an expiry to the ledger.
     *
     * @return completes once it cannot be lost any more; fails with {@link Unavailable} where that
     *     is not certain
     */
    Uni<Void> record(EvidencedEntry entry, Evidence evidence);
}
