package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.reporting.desk.Alternative;
import dev.consentledger.reporting.desk.ErasurePreview;
import dev.consentledger.reporting.desk.Order;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an erasure would do, with what can be done instead, which comes first. */
@Schema(name = "ErasurePreview")
public record ErasurePreviewAnswer(
        @JsonProperty("case") UUID inCase,
        @Schema(description = "What can be done instead, the mildest first")
                List<AlternativeAnswer> alternatives,
        @Schema(description = "Whose evidence would be erased") int persons,
        @Schema(description = "About them, as far as this service has read the ledger")
                long entries,
        @Schema(description = "A hold is open: the evidence it keeps would not be erased")
                boolean held,
        @Schema(description = "What would happen, in a sentence") String effect) {

    private static final String EFFECT =
            "The pseudonym goes from all entries, and the rest of the evidence from those about"
                    + " consents and links. The entries and their proofs stay. It cannot be"
                    + " undone. Send the same with \"confirm\": \"erase\" to order it.";

    private static final String HELD_EFFECT =
            "A hold is open: the order would be recorded and refused, and what the hold keeps"
                    + " would not be erased. Lift the hold first.";

    /** Something else that can be done, and how. */
    @Schema(name = "ErasureAlternative")
    public record AlternativeAnswer(String what, String why, String how) {

        static AlternativeAnswer of(Alternative alternative) {
            return switch (alternative) {
                case RESTRICTION ->
                        new AlternativeAnswer(
                                alternative.term(),
                                "Where a legal duty or legal claims need the evidence, it need not"
                                        + " be erased (GDPR art. 17(3)(b) and (e)); restricted, it"
                                        + " is used for legal claims only (art. 18).",
                                "POST /v1/restrictions");
                case HOLD ->
                        new AlternativeAnswer(
                                alternative.term(),
                                "In a dispute the evidence may be needed to establish, exercise or"
                                        + " defend a claim (GDPR art. 17(3)(e)); a hold keeps it"
                                        + " until it is lifted.",
                                "POST /v1/holds");
            };
        }
    }

    static ErasurePreviewAnswer of(Order order, ErasurePreview preview) {
        return new ErasurePreviewAnswer(
                order.inCase().id(),
                preview.alternatives().stream().map(AlternativeAnswer::of).toList(),
                preview.persons(),
                preview.entries(),
                preview.held(),
                preview.held() ? HELD_EFFECT : EFFECT);
    }
}
