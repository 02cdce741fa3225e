package dev.consentledger.reporting.desk;

import dev.consentledger.reporting.desk.LedgerRecord.Place;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/** What the ledger has about persons. */
public interface LedgerRecords {

    /** As many as one question may ask for. */
    int PLACES_MAX = 500;

    /**
     * The records at these places, as far as there are some; no places, no question.
     *
     * @return fails with {@link Unavailable} where the ledger does not answer
     */
    Uni<List<LedgerRecord>> at(Collection<Place> places);
}
