package dev.consentledger.ledger.http;

import dev.consentledger.core.text.Base64Text;
import dev.consentledger.ledger.reading.ConsistencyOutcome;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a tree is the beginning of a later one. The roots are in the checkpoints that one has. */
@Schema(name = "Consistency")
public record ConsistencyAnswer(
        int epoch,
        int shard,
        @Schema(description = "Size of the smaller tree") long from,
        @Schema(description = "Size of the larger tree") long to,
        @Schema(
                        description =
                                "Hashes in base64, in the order of RFC 6962, section 2.1.2. Empty"
                                        + " where the sizes are equal, and for the empty tree, of"
                                        + " which nothing is proved")
                List<String> path) {

    static ConsistencyAnswer of(ConsistencyOutcome.Proved proved) {
        return new ConsistencyAnswer(
                proved.log().epoch(),
                proved.log().shard(),
                proved.from(),
                proved.to(),
                proved.path().stream().map(Base64Text::of).toList());
    }
}
