package dev.consentledger.reporting.desk;

import dev.consentledger.core.merkle.Hash;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the entries about persons are found. Failures mean that the database is away. */
public interface PersonIndex {

    /** The keys of the subjects that have an event, a receipt or an account; at most so many. */
    Uni<List<Hash>> subjects(String site, Whom whom, int max);

    /** Where the consents are that have an event's id or a receipt code; at most so many. */
    Uni<List<LedgerRecord.Place>> consents(String site, Whom whom, int max);

    /**
     * The newest consents of a subject that took effect by a time, and its newest holds and orders;
     * at most so many of each, so that neither hides the other.
     */
    Uni<List<IndexedEntry>> forState(
            Hash subject, Instant asOf, Map<Integer, Long> knownAt, int max);

    /** A page of the entries about some subjects, in order of effect. */
    Uni<List<IndexedEntry>> page(List<Hash> subjects, Window window);

    /** Which of these subjects have restricted the use of their record, by the last word on it. */
    Uni<Set<Hash>> restricted(Collection<Hash> subjects);

    /** Where an entry is, and enough to know whether it is wanted. */
    record IndexedEntry(Hash subject, int shard, long index, Instant effectiveAt, String kind) {

        LedgerRecord.Place place() {
            return new LedgerRecord.Place(shard, index);
        }

        Cursor cursor() {
            return new Cursor(effectiveAt, shard, index);
        }
    }

    /** The place of an entry in the order of effect. */
    record Cursor(Instant effectiveAt, int shard, long index) {}

    /**
     * Which part of the entries.
     *
     * @param to not in it
     * @param actions of consents, and acts; all where it is empty
     * @param knownAt by shard, below which index an entry has to be; all of other shards
     * @param after the last entry of the page before
     */
    record Window(
            Optional<Instant> from,
            Optional<Instant> to,
            Set<String> actions,
            Map<Integer, Long> knownAt,
            Optional<Cursor> after,
            int size) {

        /** The first event of them all. */
        static final Window FIRST =
                new Window(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Map.of(),
                        Optional.empty(),
                        1);

        public Window {
            actions = Set.copyOf(actions);
            knownAt = Map.copyOf(knownAt);
        }
    }
}
