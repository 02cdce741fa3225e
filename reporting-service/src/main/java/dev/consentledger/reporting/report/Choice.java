package dev.consentledger.reporting.report;

import java.time.Instant;
import java.util.Comparator;

/**
 * One choice of a subject in a category. Choices are ordered by when they took effect, then by
 * index: what arrives late does not override what is newer.
 */
public record Choice(Instant effectiveAt, long index, Standing standing)
        implements Comparable<Choice> {

    private static final Comparator<Choice> ORDER =
            Comparator.comparing(Choice::effectiveAt).thenComparingLong(Choice::index);

    boolean isGrant() {
        return standing == Standing.GRANTED;
    }

    @Override
    public int compareTo(Choice other) {
        return ORDER.compare(this, other);
    }
}
