package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How long a person is left alone who has refused.
 *
 * @param askAgainAfter after a refusal or withdrawal, in calendar months and days of UTC
 */
public record LeftAlone(Period askAgainAfter) {

    /** Unless a site's settings say otherwise. */
    public static final Period USUAL = Period.ofMonths(6);

    /** At least: California Civil Code 1798.135(c)(4). */
    private static final Period IN_CALIFORNIA = Period.ofMonths(12);

    private static final String CALIFORNIA = "US-CA";

    /** The end of the time; empty where nothing was refused, or it is over at {@code asOf}. */
    public Optional<Instant> until(CategoryState state, Instant asOf) {
        return state.refusal().map(this::until).filter(until -> until.isAfter(asOf));
    }

    private Instant until(PersonEntry refusal) {
        Instant until = after(refusal, askAgainAfter);
        Instant lawful = after(refusal, IN_CALIFORNIA);
        String jurisdiction = ((ConsentEntry) refusal.entry()).jurisdiction().code();
        return jurisdiction.equals(CALIFORNIA) && lawful.isAfter(until) ? lawful : until;
    }

    private static Instant after(PersonEntry refusal, Period period) {
        return refusal.effectiveAt().atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }
}
