package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.reporting.desk.ErasureReceipt;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Outcome;
import dev.consentledger.reporting.report.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The receipt of an order to erase. Names nobody. */
@Schema(name = "ErasureReceipt")
public record ErasureAnswer(
        UUID id,
        @Schema(
                        enumeration = {"waiting", "done"},
                        description = "Waiting until the ledger has an entry for each person")
                String state,
        @Schema(description = "One for each person, as far as the ledger has them")
                List<OutcomeAnswer> outcomes) {

    /** What became of the evidence of one person. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "ErasureOutcome")
    public record OutcomeAnswer(
            @Schema(enumeration = {"erased", "held"}) String outcome,
            @Schema(description = "Whose evidence was erased") long entries,
            Instant at,
            Optional<String> reason,
            @JsonProperty("case") Optional<String> inCase,
            int shard,
            long index,
            @Schema(description = "Of its place in the ledger; ask ledger-service") String proof,
            @Schema(description = "Where the evidence still is") List<Remainder> remains) {

        static OutcomeAnswer of(LedgerRecord record, Epoch epoch) {
            ActEntry act = (ActEntry) record.entry();
            Outcome outcome = record.outcome().orElseThrow();
            return new OutcomeAnswer(
                    outcome.term(),
                    outcome.entries(),
                    act.at(),
                    act.reason().map(ErasureReason::term),
                    record.contextText("case"),
                    record.place().shard(),
                    record.place().index(),
                    "/v1/proofs/%s?shard=%d&index=%d"
                            .formatted(
                                    act.eventId(), record.place().shard(), record.place().index()),
                    outcome.term().equals("erased") ? Remainder.after(act.at(), epoch) : List.of());
        }
    }

    /** A place where erased evidence still is for a while. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "ErasureRemainder")
    public record Remainder(
            String where,
            @Schema(description = "At the latest; absent where the operator decides")
                    Optional<Instant> until,
            String why) {

        /** What both topics keep, and a day until the last segment is closed and deleted. */
        private static final Duration KAFKA_KEEPS = Duration.ofDays(31);

        private static final String OF_TOPICS =
                "Records are kept for 30 days, and for up to one more until their segment is"
                        + " deleted.";

        static List<Remainder> after(Instant at, Epoch epoch) {
            Optional<Instant> until = Optional.of(at.plus(KAFKA_KEEPS));
            return List.of(
                    new Remainder("consent.records.v1." + epoch.number(), until, OF_TOPICS),
                    new Remainder("consent.appended.v1." + epoch.number(), until, OF_TOPICS),
                    new Remainder(
                            "database files and write-ahead log",
                            Optional.empty(),
                            "Bytes of deleted rows stay until their place is used again."),
                    new Remainder(
                            "backups",
                            Optional.empty(),
                            "Those from before the erasure have the evidence until they are"
                                    + " deleted; one that is restored is erased again."));
        }
    }

    static ErasureAnswer of(UUID id, ErasureReceipt receipt, Epoch epoch) {
        return new ErasureAnswer(
                id,
                receipt.complete() ? "done" : "waiting",
                receipt.entries().stream().map(record -> OutcomeAnswer.of(record, epoch)).toList());
    }
}
