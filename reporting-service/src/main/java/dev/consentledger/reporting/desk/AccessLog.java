package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Evidence;
import io.smallrye.mutiny.Uni;

/** Where it is recorded what somebody did: looked, ordered, or linked. */
public interface AccessLog {

    /**
     * Hands an act to the ledger.
     *
     * @return completes once it cannot be lost any more; fails with {@link Unavailable} where that
     *     is not certain
     */
    Uni<Void> record(ActEntry act, Evidence evidence);
}
