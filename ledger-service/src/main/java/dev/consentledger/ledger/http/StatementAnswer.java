package dev.consentledger.ledger.http;

import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.ledger.statement.Submission;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A statement that was taken. */
@Schema(name = "Statement")
public record StatementAnswer(
        @Schema(description = "What is stated", enumeration = "gap") String kind,
        int shard,
        @Schema(description = "The first missing offset") long from,
        @Schema(description = "The first offset from which the shard goes on") long to,
        @Schema(description = "SHA-256 of the note, hex: the entry has it") String hash) {

    static StatementAnswer of(Submission.Outcome.Accepted accepted) {
        GapStatement statement = accepted.signed().statement();
        return new StatementAnswer(
                "gap",
                accepted.shard(),
                statement.from(),
                statement.to(),
                accepted.signed().hash().toHex());
    }
}
