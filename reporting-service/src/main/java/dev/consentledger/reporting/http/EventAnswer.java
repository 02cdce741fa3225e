package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.desk.Found.Event;
import dev.consentledger.reporting.desk.LedgerRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event of a timeline: a consent, an act, or another policy in force. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "TimelineEvent")
public record EventAnswer(
        @Schema(description = "When it took effect") Instant at,
        @Schema(description = "What it was, in one word") String happening,
        @Schema(description = "Which of the persons, counted from 0") int person,
        Optional<Integer> shard,
        Optional<Long> index,
        Optional<UUID> eventId,
        Optional<String> kind,
        @Schema(description = "Of a consent, or the act") Optional<String> action,
        @Schema(description = "By category") Optional<Map<String, DecisionAnswer>> decisions,
        @Schema(description = "That the visitor was shown, or that came into force")
                Optional<String> policyVersion,
        Optional<String> jurisdiction,
        @Schema(description = "By the client's clock") Optional<Instant> occurredAt,
        @Schema(description = "By the service's clock") Optional<Instant> receivedAt,
        @Schema(description = "Of an erasure") Optional<String> reason,
        @Schema(description = "Of an erasure: erased or held") Optional<String> outcome,
        @Schema(description = "Who did it, of an act") Optional<String> by,
        @Schema(description = "For which case, of an act") @JsonProperty("case")
                Optional<String> inCase) {

    /** What was decided for a category. */
    @Schema(name = "TimelineDecision")
    public record DecisionAnswer(String decision, String mechanism, String signal) {

        static DecisionAnswer of(CategoryDecision decided) {
            return new DecisionAnswer(
                    decided.decision().term(), decided.mechanism().term(), decided.signal().term());
        }
    }

    static EventAnswer of(Event event) {
        return event.record()
                .map(
                        record ->
                                record.entry() instanceof ConsentEntry consent
                                        ? of(event, record, consent)
                                        : of(event, record, (ActEntry) record.entry()))
                .orElseGet(() -> of(event, event.event().policy().orElseThrow()));
    }

    private static EventAnswer of(Event event, LedgerRecord record, ConsentEntry consent) {
        Map<String, DecisionAnswer> decisions = new TreeMap<>();
        consent.decisions()
                .forEach((category, made) -> decisions.put(category, DecisionAnswer.of(made)));
        return new EventAnswer(
                event.event().at(),
                event.event().happening().term(),
                event.person(),
                Optional.of(record.place().shard()),
                Optional.of(record.place().index()),
                Optional.of(consent.eventId()),
                Optional.of(consent.kind().term()),
                Optional.of(consent.action().term()),
                Optional.of(decisions),
                consent.policy().map(DocumentReference::version),
                Optional.of(consent.jurisdiction().code()),
                Optional.of(consent.occurredAt()),
                Optional.of(consent.receivedAt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static EventAnswer of(Event event, LedgerRecord record, ActEntry act) {
        return new EventAnswer(
                event.event().at(),
                event.event().happening().term(),
                event.person(),
                Optional.of(record.place().shard()),
                Optional.of(record.place().index()),
                Optional.of(act.eventId()),
                Optional.of(act.kind().term()),
                Optional.of(act.act().term()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                act.reason().map(ErasureReason::term),
                record.outcome().map(LedgerRecord.Outcome::term),
                record.contextText("by"),
                record.contextText("case"));
    }

    private static EventAnswer of(Event event, Policy policy) {
        return new EventAnswer(
                event.event().at(),
                event.event().happening().term(),
                event.person(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("policy"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(policy.version()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
