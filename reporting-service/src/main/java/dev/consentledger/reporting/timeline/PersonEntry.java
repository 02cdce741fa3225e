package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.EvidencedEntry;
import java.time.Instant;
import java.util.Comparator;

/**
 * An entry about a person, with its place. The order is that of effect: by the time at which it
 * takes effect, then by the place in the ledger.
 */
public record PersonEntry(int shard, long index, EvidencedEntry entry)
        implements Comparable<PersonEntry> {

    private static final Comparator<PersonEntry> ORDER =
            Comparator.comparing(PersonEntry::effectiveAt)
                    .thenComparingInt(PersonEntry::shard)
                    .thenComparingLong(PersonEntry::index);

    public Instant effectiveAt() {
        return entry.effectiveAt();
    }

    @Override
    public int compareTo(PersonEntry other) {
        return ORDER.compare(this, other);
    }
}
