package dev.consentledger.reporting.report;

import java.time.Instant;
import java.util.Comparator;

/**
 * One choice of a subject in a category. Choices are ordered by when they took effect, then by
 * index: what arrives late does not override what is newer.
 *
 * @param under what it was made under
 * @param bot whether its event carries a bot label
 */
public record Choice(Instant effectiveAt, long index, Standing standing, Under under, boolean bot)
        implements Comparable<Choice> {

    private static final Comparator<Choice> ORDER =
            Comparator.comparing(Choice::effectiveAt).thenComparingLong(Choice::index);

    /**
     * What a choice was made under.
     *
     * @param policy the version, or {@link Dimension#UNKNOWN} or {@link Dimension#NONE}
     * @param jurisdiction the code
     */
    public record Under(String policy, String jurisdiction) {}

    boolean isGrant() {
        return standing == Standing.GRANTED;
    }

    @Override
    public int compareTo(Choice other) {
        return ORDER.compare(this, other);
    }
}
