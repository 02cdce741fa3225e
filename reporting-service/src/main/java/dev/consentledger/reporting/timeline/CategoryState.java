package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.policy.LeftAlone;
import java.time.Instant;
import java.util.Optional;

/**
 * What holds for a category of one person at one time.
 *
 * @param decision the last one that the person made; not_asked where there is none
 * @param since when this has held: when the deciding event took effect, the validity was over, or
 *     the policy was replaced; empty where nothing has happened
 * @param by the event that decides; empty where none does
 * @param granted the grant that has ended; empty where there was none before, or it still counts
 * @param because what a later policy has changed, for people; empty where that is not the reason
 * @param askAgain why a consent that there was has to be asked for again; empty where it has not
 */
public record CategoryState(
        String category,
        Decision decision,
        Reason reason,
        Optional<Instant> since,
        Optional<PersonEntry> by,
        Optional<PersonEntry> granted,
        Optional<String> because,
        Optional<String> askAgain) {

    /** A state after which nobody has to be asked again. */
    CategoryState(
            String category,
            Decision decision,
            Reason reason,
            Optional<Instant> since,
            Optional<PersonEntry> by,
            Optional<PersonEntry> granted,
            Optional<String> because) {
        this(category, decision, reason, since, by, granted, because, Optional.empty());
    }

    CategoryState withAskAgain(Optional<String> why) {
        return new CategoryState(category, decision, reason, since, by, granted, because, why);
    }

    /** Until when a refusal that decides is left alone; empty where none does, or it is over. */
    public Optional<Instant> leftAloneUntil(LeftAlone leftAlone, Instant asOf) {
        return refusal()
                .map(refusal -> leftAlone.until(refusal.effectiveAt(), jurisdiction(refusal)))
                .filter(until -> until.isAfter(asOf));
    }

    private static String jurisdiction(PersonEntry event) {
        return ((ConsentEntry) event.entry()).jurisdiction().code();
    }

    private Optional<PersonEntry> refusal() {
        return switch (reason) {
            case REFUSED, WITHDRAWN, REFUSED_LATER -> by;
            default -> Optional.empty();
        };
    }

    /** Whether there is a consent that counts. */
    public boolean counts() {
        return reason == Reason.GRANTED;
    }
}
