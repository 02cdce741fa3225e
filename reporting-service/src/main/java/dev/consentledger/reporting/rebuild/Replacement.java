package dev.consentledger.reporting.rebuild;

import dev.consentledger.reporting.report.Appended;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * New tables of the projection, filled beside those that answer questions meanwhile. Failures mean
 * that the database is away or too busy; calling again is always safe.
 */
public interface Replacement {

    /** Makes them, without an entry. What was begun before is gone. */
    Uni<Void> begin();

    /** How far they are, by shard, with those that answer as the goal. */
    Uni<List<Filling>> fillings();

    /** Projects entries into them: those that come next there, and no others. */
    Uni<Void> add(int shard, List<Appended> entries);

    /**
     * Has nobody project for a moment, adds what is missing, and puts them in the place of those
     * that answer: all of it or nothing.
     */
    Uni<Void> takeOver(LedgerEntries ledger);
}
