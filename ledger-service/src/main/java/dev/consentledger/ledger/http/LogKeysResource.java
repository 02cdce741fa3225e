package dev.consentledger.ledger.http;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** With which keys checkpoints are checked. */
@Path("/logs")
@Tag(name = "Log")
public class LogKeysResource {

    private final SigningStatus status;

    LogKeysResource(SigningStatus status) {
        this.status = status;
    }

    @GET
    @Path("keys")
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
        StringBuilder lines = new StringBuilder();
        requireKeys().forEach(key -> lines.append(key.encode()).append('\n'));
        return lines.toString();
    }

    @GET
    @Path("trust")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "logTrust",
            summary = "The same keys as a trust file",
            description =
                    "For the verifier's --trust, once it was compared with what the operator has"
                            + " printed elsewhere. No witness is in it.")
    @APIResponse(responseCode = "200", description = "A trust file (C2SP tlog-policy)")
    @APIResponse(responseCode = "503", description = "Problem log-key-missing")
    public byte[] trust() {
        return TrustFile.of(
                        requireKeys().stream()
                                .map(key -> new TrustFile.Log(LogKey.of(key), Optional.empty()))
                                .toList())
                .toBytes();
    }

    private List<VerifierKey> requireKeys() {
        List<VerifierKey> keys = status.keys();
        if (keys.isEmpty()) {
            throw Problems.logKeyMissing();
        }
        return keys;
    }
}
