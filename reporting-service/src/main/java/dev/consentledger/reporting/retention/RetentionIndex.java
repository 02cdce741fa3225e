package dev.consentledger.reporting.retention;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Walks through everybody that is known of a site. Failures mean that the database is away. */
public interface RetentionIndex {

    /** Rows of one person that are looked at: those with the lowest indexes. */
    int ROWS_MAX = 5_000;

    /**
     * The next subjects, in the order of their keys, that have a consent from before a time; a
     * visitor without a subject is one of one consent.
     */
    Uni<Page> subjects(String site, Instant before, Hash after);

    /** Everything that is known about some subjects, by subject and index. */
    Uni<List<Row>> rows(List<Hash> subjects);

    /**
     * Some subjects.
     *
     * @param last whether there are none behind them
     */
    record Page(List<Hash> subjects, boolean last) {}

    /** Where an entry about a subject is. */
    record Row(Hash subject, Place place, String kind) {}
}
