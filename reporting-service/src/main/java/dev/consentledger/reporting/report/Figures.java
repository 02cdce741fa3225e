package dev.consentledger.reporting.report;

import dev.consentledger.reporting.report.DecisionsReport.Measure;

/**
 * Figures of a category.
 *
 * @param granted decisions
 * @param refused decisions, the withdrawn ones among them
 * @param notAsked times that a choice was there and none was made
 * @param withdrawn refusals that followed a grant of the same subject
 * @param subjectsGranted subjects whose latest choice is a grant
 */
public record Figures(
        long granted, long refused, long notAsked, long withdrawn, long subjectsGranted) {

    public static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    /**
     * @param period the counts of {@link DecisionsReport} in a period
     * @param untilItsEnd those of all time until the period's end
     */
    public static Figures of(Counts period, Counts untilItsEnd) {
        return new Figures(
                period.of(Measure.GRANTED),
                period.of(Measure.REFUSED),
                period.of(Measure.NOT_ASKED),
                period.of(Measure.WITHDRAWN),
                untilItsEnd.of(Measure.SUBJECTS_GRANTED));
    }

    /** Decisions one way or the other: the denominator of the opt-in rate. */
    public long chosen() {
        return granted + refused;
    }
}
