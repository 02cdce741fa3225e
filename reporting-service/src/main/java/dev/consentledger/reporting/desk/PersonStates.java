package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.proof.CategoryState;
import dev.consentledger.reporting.proof.CategoryState.Standing;
import dev.consentledger.reporting.proof.StateAt;
import dev.consentledger.reporting.timeline.PersonEntry;
import dev.consentledger.reporting.timeline.Reason;
import java.time.Instant;

/** Puts what holds for a person into a record. Pure. */
final class PersonStates {

    private PersonStates() {}

    static StateAt of(Person person, Instant asOf) {
        return new StateAt.Known(
                asOf, person.state().stream().map(PersonStates::category).toList());
    }

    /** Where nobody can be told whose consent it is. */
    static StateAt unknown(LedgerRecord record, Instant asOf) {
        boolean guest = record.entry().commitments().subject().isEmpty();
        return new StateAt.Unknown(
                asOf,
                guest
                        ? "The visitor had no pseudonym, so other choices of theirs cannot be told."
                        : "Whose consent it is has been erased, and later choices with it.");
    }

    private static CategoryState category(
            dev.consentledger.reporting.timeline.CategoryState state) {
        return new CategoryState(
                state.category(),
                standing(state.reason()),
                state.since(),
                sentence(state),
                state.by().map(entry -> entry.entry().eventId()));
    }

    private static Standing standing(Reason reason) {
        return switch (reason) {
            case GRANTED -> Standing.GRANTED;
            case REFUSED -> Standing.REFUSED;
            case WITHDRAWN, REFUSED_LATER -> Standing.WITHDRAWN;
            case EXPIRED, VALIDITY_OVER -> Standing.EXPIRED;
            case CATEGORY_CHANGED, CATEGORY_GONE -> Standing.SUPERSEDED;
            case IMPLIED, NOT_CHOSEN, NOT_ASKED, NO_CHOICE_OFFERED, NO_EVENT -> Standing.NOT_ASKED;
        };
    }

    private static String sentence(dev.consentledger.reporting.timeline.CategoryState state) {
        String by = state.by().map(PersonStates::event).orElse("");
        return switch (state.reason()) {
            case GRANTED -> "Granted" + by + ", and nothing has ended it.";
            case REFUSED -> "Refused" + by + ".";
            case WITHDRAWN -> "Withdrawn" + by + ".";
            case REFUSED_LATER -> "Granted before, and refused later" + by + ".";
            case EXPIRED -> "Granted before; it ended" + by + ".";
            case VALIDITY_OVER ->
                    "Granted" + by + "; the policy lets it count for a time that is over.";
            case CATEGORY_CHANGED ->
                    "Granted%s; it does not cover what came later, %s."
                            .formatted(by, state.because().orElse("another policy"));
            case CATEGORY_GONE ->
                    "Granted" + by + "; the policy in force does not have the category.";
            case IMPLIED -> "The site took a visit for an agreement, which is no consent.";
            case NOT_CHOSEN -> "Shown or asked, and nothing was chosen.";
            case NOT_ASKED -> "No choice of the person says anything of it.";
            case NO_CHOICE_OFFERED -> "The policy offers no choice of it where the person was.";
            case NO_EVENT -> "There is no event of the person.";
        };
    }

    private static String event(PersonEntry by) {
        String version =
                by.entry() instanceof ConsentEntry consent
                        ? consent.policy()
                                .map(DocumentReference::version)
                                .map(name -> " under policy version " + name)
                                .orElse("")
                        : "";
        return " by the event %s of %s%s"
                .formatted(
                        by.entry().eventId(),
                        Timestamps.format(Timestamps.truncate(by.effectiveAt())),
                        version);
    }
}
