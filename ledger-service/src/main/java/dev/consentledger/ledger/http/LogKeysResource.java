package dev.consentledger.ledger.http;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.ledger.reading.PublishedKeys;
import dev.consentledger.ledger.witness.WitnessSettings;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** With which keys checkpoints are checked. */
@Path("/logs")
@Tag(name = "Log")
public class LogKeysResource {

    private final PublishedKeys published;
    private final Map<String, VerifierKey> witnesses;

    LogKeysResource(PublishedKeys published, WitnessSettings witnesses) {
        this.published = published;
        this.witnesses = witnesses.keys();
    }

    @GET
    @Path("keys")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "logKeys",
            summary = "The verifier keys that sign now",
            description =
                    "One a line for each shard, as C2SP signed-note writes them, and two while the"
                            + " key changes. Whoever verifies should have them by another way than"
                            + " this one.")
    @APIResponse(responseCode = "200", description = "The keys, by shard")
    @APIResponse(
            responseCode = "503",
            description = "Problem log-key-missing or ledger-unavailable")
    public Uni<String> keys() {
        return Answers.inTime(published.signing())
                .map(LogKeysResource::required)
                .map(LogKeysResource::lines);
    }

    @GET
    @Path("trust")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "logTrust",
            summary = "All keys that ever signed, as a trust file",
            description =
                    "With the sizes that each may sign, where a key was changed. For the verifier's"
                            + " --trust, once it was compared with what the operator has printed"
                            + " elsewhere. The witnesses that are asked, or were, are in it; none is required,"
                            + " since the newest checkpoint is younger than their cosignatures: write"
                            + " whom you require into its last line.")
    @APIResponse(responseCode = "200", description = "A trust file (C2SP tlog-policy)")
    @APIResponse(
            responseCode = "503",
            description = "Problem log-key-missing or ledger-unavailable")
    public Uni<byte[]> trust() {
        return Answers.inTime(published.ever()).map(LogKeysResource::required).map(this::trustFile);
    }

    private byte[] trustFile(List<LogKey> keys) {
        List<TrustFile.Log> logs =
                keys.stream().map(key -> new TrustFile.Log(key, Optional.empty())).toList();
        return new TrustFile(logs, witnessLines(), List.of(), TrustFile.NONE).toBytes();
    }

    /** Without URLs: whoever verifies asks no witness, and ours may be an address of ours. */
    private List<TrustFile.Witness> witnessLines() {
        return witnesses.entrySet().stream()
                .map(of -> new TrustFile.Witness(of.getKey(), of.getValue(), Optional.empty()))
                .toList();
    }

    private static String lines(List<VerifierKey> keys) {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.encode()).append('\n'));
        return lines.toString();
    }

    private static <T> List<T> required(List<T> keys) {
        if (keys.isEmpty()) {
            throw Problems.logKeyMissing();
        }
        return keys;
    }
}
