package dev.consentledger.core.entry;

import java.util.List;
import java.util.Optional;

/**
 * Whose evidence the end of a retention deletes, among the entries before the act: those of its
 * subject, or some of visitors without one.
 *
 * @param below of the subject's entries those with a lower index; all of them where it is absent
 * @param indexes of consents without a subject, ascending; of an act that has a subject, none
 */
public record Reach(Optional<Long> below, List<Long> indexes) {

    /** What one transaction deletes in a moment, and one question to the ledger can ask for. */
    public static final int INDEXES_MAX = 500;

    /** Of whoever the act is about, everything before it. */
    public static final Reach ALL = new Reach(Optional.empty(), List.of());

    public Reach {
        indexes = List.copyOf(indexes);
        if (below.filter(bound -> bound < 0).isPresent()) {
            throw new IllegalArgumentException("indexes count from 0");
        }
        if (indexes.size() > INDEXES_MAX) {
            throw new IllegalArgumentException("more than %d indexes".formatted(INDEXES_MAX));
        }
        long before = -1;
        for (long index : indexes) {
            if (index <= before) {
                throw new IllegalArgumentException("indexes ascend from 0, each is there once");
            }
            before = index;
        }
    }

    /** Of the act's subject what has a lower index than this. */
    public static Reach below(long index) {
        return new Reach(Optional.of(index), List.of());
    }

    /** Of consents without a subject. */
    public static Reach at(List<Long> indexes) {
        return new Reach(Optional.empty(), indexes);
    }

    /** Whether an entry before the act is meant, if it is one of whoever the act is about. */
    public boolean includes(long index) {
        return below.map(bound -> index < bound)
                .orElse(indexes.isEmpty() || indexes.contains(index));
    }
}
