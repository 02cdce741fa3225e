package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import java.util.Optional;

/**
 * What a person's events, taken in order of effect, have left of one category. Immutable.
 *
 * @param by the last event that decided; empty before the first
 * @param granted the grant that counts or the one that the deciding event ended
 * @param undecided the last event that said of the category that nothing was decided
 */
record Standing(
        Decision decision,
        Optional<PersonEntry> by,
        Optional<PersonEntry> granted,
        Optional<PersonEntry> undecided) {

    static final Standing NONE =
            new Standing(Decision.NOT_ASKED, Optional.empty(), Optional.empty(), Optional.empty());

    /** What one event does to a category. */
    enum Effect {
        GIVEN,
        RENEWED,
        REFUSED,
        WITHDRAWN,
        EXPIRED,
        NONE
    }

    boolean isGrant() {
        return decision == Decision.GRANTED && by.isPresent() && !isExpiry(by.get());
    }

    /** What an event that decides this would do. */
    Effect effect(PersonEntry event, CategoryDecision decided) {
        if (isExpiry(event)) {
            return isGrant() ? Effect.EXPIRED : Effect.NONE;
        }
        if (grants(event, decided)) {
            return isGrant() ? Effect.RENEWED : Effect.GIVEN;
        }
        if (refuses(decided)) {
            return isGrant() ? Effect.WITHDRAWN : Effect.REFUSED;
        }
        return Effect.NONE;
    }

    /** The standing after an event. */
    Standing after(PersonEntry event, CategoryDecision decided) {
        return switch (effect(event, decided)) {
            case GIVEN, RENEWED ->
                    new Standing(
                            Decision.GRANTED, Optional.of(event), Optional.of(event), undecided);
            case REFUSED ->
                    new Standing(Decision.REFUSED, Optional.of(event), Optional.empty(), undecided);
            case WITHDRAWN ->
                    new Standing(Decision.REFUSED, Optional.of(event), granted, undecided);
            case EXPIRED -> new Standing(Decision.GRANTED, Optional.of(event), granted, undecided);
            case NONE -> new Standing(decision, by, granted, Optional.of(event));
        };
    }

    /** A visit that the site takes for an agreement grants nothing, whatever it says. */
    private static boolean grants(PersonEntry event, CategoryDecision decided) {
        Mechanism mechanism = decided.mechanism();
        return decided.decision() == Decision.GRANTED
                && action(event) != Action.IMPLIED
                && (mechanism == Mechanism.OPT_IN || mechanism == Mechanism.OPT_OUT);
    }

    /** Whoever refuses is heard, also where the policy no longer has the category. */
    private static boolean refuses(CategoryDecision decided) {
        return decided.decision() == Decision.REFUSED && decided.mechanism() != Mechanism.EXEMPT;
    }

    static boolean isExpiry(PersonEntry event) {
        return action(event) == Action.EXPIRE;
    }

    static Action action(PersonEntry event) {
        return ((ConsentEntry) event.entry()).action();
    }
}
