package dev.consentledger.ledger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.consentledger.ledger.desk.DeskRecord;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The records that there are of those that were asked for, in the order of shards and indexes. */
@Schema(name = "DeskAnswer")
public record DeskAnswer(List<Item> records) {

    /** A record; its byte strings are in base64. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            int shard,
            long index,
            @Schema(description = "The bytes that the leaf hash is over") byte[] entry,
            @Schema(description = "A policy's or banner's bytes, or an operator's statement")
                    byte[] document,
            Parts evidence,
            @Schema(description = "Of an act that was to erase evidence") Outcome outcome) {

        static Item of(DeskRecord record) {
            return new Item(
                    record.position().shard(),
                    record.position().index(),
                    record.entry(),
                    record.document().orElse(null),
                    Parts.of(record.evidence()),
                    record.outcome().map(Outcome::of).orElse(null));
        }
    }

    /** The parts of the evidence that are there: 32 bytes of salt, then canonical JSON. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Parts(
            @Schema(
                            description =
                                    "Whether anything is kept; a part that is missing then was erased")
                    boolean stored,
            byte[] subject,
            byte[] context,
            byte[] observed) {

        static Parts of(Optional<DeskRecord.Parts> parts) {
            return new Parts(
                    parts.isPresent(),
                    parts.flatMap(DeskRecord.Parts::subject).orElse(null),
                    parts.flatMap(DeskRecord.Parts::context).orElse(null),
                    parts.flatMap(DeskRecord.Parts::observed).orElse(null));
        }
    }

    /** What became of an order to erase: erased, with the number of entries, or held. */
    public record Outcome(String outcome, long entries) {

        static Outcome of(DeskRecord.Outcome outcome) {
            return new Outcome(outcome.outcome(), outcome.entries());
        }
    }

    static DeskAnswer of(List<DeskRecord> records) {
        return new DeskAnswer(records.stream().map(Item::of).toList());
    }
}
