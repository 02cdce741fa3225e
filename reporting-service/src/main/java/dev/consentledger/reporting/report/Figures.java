package dev.consentledger.reporting.report;

/**
 * Figures of a category, or changes of them: sums can be added in any order.
 *
 * @param granted decisions
 * @param refused decisions, the withdrawn ones among them
 * @param notAsked times that a choice was there and none was made
 * @param withdrawn refusals that followed a grant of the same subject
 * @param subjectsGranted by how many there are more subjects whose latest choice is a grant
 */
public record Figures(
        long granted, long refused, long notAsked, long withdrawn, long subjectsGranted) {

    public static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    static final Figures ONE_GRANTED = new Figures(1, 0, 0, 0, 0);
    static final Figures ONE_REFUSED = new Figures(0, 1, 0, 0, 0);
    static final Figures ONE_NOT_ASKED = new Figures(0, 0, 1, 0, 0);

    /** Decisions one way or the other: the denominator of the opt-in rate. */
    public long chosen() {
        return granted + refused;
    }

    public Figures plus(Figures other) {
        return new Figures(
                granted + other.granted,
                refused + other.refused,
                notAsked + other.notAsked,
                withdrawn + other.withdrawn,
                subjectsGranted + other.subjectsGranted);
    }
}
