package dev.consentledger.ledger.http;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** With which keys checkpoints are checked. */
@Path("/logs/keys")
@Tag(name = "Logs")
public class LogKeysResource {

    private final SigningStatus status;

    LogKeysResource(SigningStatus status) {
        this.status = status;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "logKeys",
            summary = "The verifier keys",
            description =
                    "One a line for each shard, as C2SP signed-note writes them. Whoever verifies"
                            + " should have them by another way than this one.")
    @APIResponse(responseCode = "200", description = "The keys, by shard")
    @APIResponse(responseCode = "503", description = "Problem log-key-missing")
    public String keys() {
        List<VerifierKey> keys = status.keys();
        if (keys.isEmpty()) {
            throw Problems.logKeyMissing();
        }
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.encode()).append('\n'));
        return lines.toString();
    }
}
