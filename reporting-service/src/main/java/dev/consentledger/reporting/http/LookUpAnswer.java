package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.reporting.desk.Found;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.LookUp;
import dev.consentledger.reporting.timeline.CategoryState;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was found of a person, or that nothing was. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "LookUp")
public record LookUpAnswer(
        @JsonProperty("case") UUID inCase,
        @Schema(enumeration = {"found", "no_record", "not_identified"}) String result,
        @Schema(enumeration = {"subject", "event_id", "receipt_code", "account", "nobody"})
                String matchedBy,
        @Schema(description = "The time that the state is of") Instant asOf,
        @Schema(description = "One, or as many as an account was linked to")
                List<PersonAnswer> persons,
        @Schema(description = "In order of effect") List<EventAnswer> events,
        @Schema(description = "For page.after; absent after the last page") Optional<String> next) {

    /** A subject, as it stands. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Person")
    public record PersonAnswer(
            @Schema(description = "The pseudonym; absent where there is none or it was erased")
                    Optional<String> subject,
            @Schema(description = "Use for legal claims only (GDPR art. 18)") boolean restricted,
            @Schema(description = "Nothing is erased while this is so") boolean held,
            @Schema(description = "False where older entries were not looked at for the state")
                    boolean complete,
            List<StateAnswer> categories) {

        static PersonAnswer of(Person person, Instant asOf, LeftAlone leftAlone) {
            return new PersonAnswer(
                    person.pseudonym(),
                    person.restricted(),
                    person.held(),
                    person.complete(),
                    person.state().stream()
                            .map(
                                    state ->
                                            StateAnswer.of(
                                                    state, state.leftAloneUntil(leftAlone, asOf)))
                            .toList());
        }
    }

    /** What holds for a category, and why. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "CategoryState")
    public record StateAnswer(
            String category,
            @Schema(enumeration = {"granted", "refused", "not_asked"}) String decision,
            @Schema(description = "Whether there is a consent that counts") boolean counts,
            @Schema(description = "Why, in one word") String reason,
            Optional<Instant> since,
            @Schema(description = "The event that decides") Optional<EventReference> by,
            @Schema(description = "The grant that has ended") Optional<EventReference> granted,
            @Schema(description = "What a later version of the policy has changed")
                    Optional<String> because,
            @Schema(description = "Why the person needs asking again; absent where they do not")
                    Optional<String> askAgain,
            @Schema(description = "A refusal is to be left alone until then")
                    Optional<Instant> doNotAskBefore) {

        static StateAnswer of(CategoryState state, Optional<Instant> doNotAskBefore) {
            return new StateAnswer(
                    state.category(),
                    state.decision().term(),
                    state.counts(),
                    state.reason().term(),
                    state.since(),
                    state.by().map(EventReference::of),
                    state.granted().map(EventReference::of),
                    state.because(),
                    state.askAgain(),
                    doNotAskBefore);
        }
    }

    /** Where an event is found in the ledger, and under which policy it was. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "EventReference")
    public record EventReference(
            int shard,
            long index,
            UUID eventId,
            Instant at,
            String action,
            Optional<String> policyVersion) {

        static EventReference of(PersonEntry found) {
            ConsentEntry consent = (ConsentEntry) found.entry();
            return new EventReference(
                    found.shard(),
                    found.index(),
                    consent.eventId(),
                    found.effectiveAt(),
                    consent.action().term(),
                    consent.policy().map(DocumentReference::version));
        }
    }

    static LookUpAnswer of(LookUp question, Found found, LeftAlone leftAlone) {
        return new LookUpAnswer(
                question.inCase().id(),
                found.result().name().toLowerCase(Locale.ROOT),
                question.whom().matchedBy(),
                question.asOf(),
                found.persons().stream()
                        .map(person -> PersonAnswer.of(person, question.asOf(), leftAlone))
                        .toList(),
                found.events().stream().map(EventAnswer::of).toList(),
                found.next().map(PageCursor::write));
    }
}
