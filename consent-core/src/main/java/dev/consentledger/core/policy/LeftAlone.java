package dev.consentledger.core.policy;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long a visitor is left alone who has refused or withdrawn.
 *
 * @param askAgainAfter in calendar months and days of UTC; longer than nothing, and no longer than
 *     ten years
 */
public record LeftAlone(Period askAgainAfter) {

    /** Unless a site's settings say otherwise. */
    public static final LeftAlone USUAL = new LeftAlone(Period.ofMonths(6));

    /** At least: California Civil Code 1798.135(c)(4). */
    private static final Period IN_CALIFORNIA = Period.ofMonths(12);

    private static final String CALIFORNIA = "US-CA";

    private static final int MONTHS_MAX = 120;
    private static final int DAYS_MAX = 3_653;

    public LeftAlone {
        if (askAgainAfter.isZero()
                || askAgainAfter.isNegative()
                || askAgainAfter.toTotalMonths() > MONTHS_MAX
                || askAgainAfter.getDays() > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "whoever has refused is left alone for a while, and for ten years at most");
        }
    }

    /**
     * The end of that time.
     *
     * @param jurisdiction of the refusal
     */
    public Instant until(Instant refused, String jurisdiction) {
        Instant until = plus(refused, askAgainAfter);
        Instant lawful = plus(refused, IN_CALIFORNIA);
        return jurisdiction.equals(CALIFORNIA) && lawful.isAfter(until) ? lawful : until;
    }

    private static Instant plus(Instant time, Period period) {
        return time.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }
}
