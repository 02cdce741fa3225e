package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Whether a person is to be asked for a category again, and until when they are to be left alone.
 *
 * @param again why a consent that there was has to be asked for again; empty where it has not
 * @param notBefore the end of the time for which a refusal is to be left alone; empty where there
 *     is none, or it is over
 */
public record Asking(Optional<String> again, Optional<Instant> notBefore) {

    static final Asking NOTHING = new Asking(Optional.empty(), Optional.empty());

    /** After a refusal or withdrawal, in calendar months of UTC. */
    private static final Period LEFT_ALONE = Period.ofMonths(6);

    /** California Civil Code 1798.135(c)(4). */
    private static final Period LEFT_ALONE_IN_CALIFORNIA = Period.ofMonths(12);

    private static final String CALIFORNIA = "US-CA";

    /**
     * What follows from a state.
     *
     * @param inForce the policy that the person would be asked under
     */
    static Asking of(CategoryState state, Optional<Policy> inForce, Instant asOf) {
        if (state.by().isEmpty()) {
            return NOTHING;
        }
        PersonEntry by = state.by().get();
        String jurisdiction = ((ConsentEntry) by.entry()).jurisdiction().code();
        boolean offered =
                inForce.flatMap(policy -> policy.category(state.category()))
                        .filter(category -> category.offersChoice(jurisdiction))
                        .isPresent();
        return new Asking(
                offered ? again(state) : Optional.empty(),
                refusal(state, by)
                        .map(at -> at.atOffset(ZoneOffset.UTC).plus(leftAlone(jurisdiction)))
                        .map(OffsetDateTime::toInstant)
                        .filter(until -> until.isAfter(asOf)));
    }

    private static Optional<String> again(CategoryState state) {
        return switch (state.reason()) {
            case CATEGORY_CHANGED -> state.because();
            case VALIDITY_OVER -> Optional.of("the consent is older than the policy lets it count");
            case EXPIRED -> Optional.of("the consent has expired");
            case GRANTED,
                    REFUSED,
                    WITHDRAWN,
                    REFUSED_LATER,
                    CATEGORY_GONE,
                    IMPLIED,
                    NOT_CHOSEN,
                    NOT_ASKED,
                    NO_CHOICE_OFFERED,
                    NO_EVENT ->
                    Optional.empty();
        };
    }

    private static Optional<Instant> refusal(CategoryState state, PersonEntry by) {
        return switch (state.reason()) {
            case REFUSED, WITHDRAWN, REFUSED_LATER -> Optional.of(by.effectiveAt());
            default -> Optional.empty();
        };
    }

    private static Period leftAlone(String jurisdiction) {
        return jurisdiction.equals(CALIFORNIA) ? LEFT_ALONE_IN_CALIFORNIA : LEFT_ALONE;
    }
}
