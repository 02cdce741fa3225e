package dev.consentledger.reporting.report;

import java.util.Arrays;

/** A report's counts, or changes of them, in the order of its measures. Immutable. */
public final class Counts {

    private final long[] counts;

    public Counts(long... counts) {
        this.counts = counts.clone();
    }

    /** The count of a measure of the report whose counts these are. */
    public long of(Enum<?> measure) {
        return at(measure.ordinal());
    }

    /** The count at a place in the report's list; none beyond its end. */
    public long at(int place) {
        return place < counts.length ? counts[place] : 0;
    }

    public long[] toArray() {
        return counts.clone();
    }

    public Counts plus(Counts other) {
        long[] sum = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int i = 0; i < other.counts.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Counts(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts same && Arrays.equals(counts, same.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
