package dev.consentledger.reporting.desk;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Where the entries of orders are found. Failures mean that the database is away. */
public interface OrderIndex {

    /** The entries of a site's order that are in the ledger; at most so many. */
    Uni<List<OrderedEntry>> ofOrder(String site, UUID id, int max);

    /** How many entries there are about some subjects. */
    Uni<Long> count(List<Hash> subjects);

    /**
     * An entry of an order.
     *
     * @param subject whom it is about; nobody's key once a later erasure has forgotten the subject
     * @param act the act's term
     */
    record OrderedEntry(Place place, Hash subject, String act) {}
}
