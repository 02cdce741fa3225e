package dev.consentledger.ledger.http;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.witness.KnownWitness;
import dev.consentledger.ledger.witness.WitnessSettings;
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
    private final List<KnownWitness> witnesses;

    LogKeysResource(SigningStatus status, WitnessSettings witnesses) {
        this.status = status;
        this.witnesses = witnesses.witnesses();
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
                            + " printed elsewhere. The witnesses that are asked are in it; none"
                            + " is required, since the newest checkpoint is younger than their"
                            + " cosignatures: write whom you require into its last line.")
    @APIResponse(responseCode = "200", description = "A trust file (C2SP tlog-policy)")
    @APIResponse(responseCode = "503", description = "Problem log-key-missing")
    public byte[] trust() {
        List<TrustFile.Log> logs =
                requireKeys().stream()
                        .map(key -> new TrustFile.Log(LogKey.of(key), Optional.empty()))
                        .toList();
        return new TrustFile(logs, witnessLines(), List.of(), TrustFile.NONE).toBytes();
    }

    /** Without URLs: whoever verifies asks no witness, and ours may be an address of ours. */
    private List<TrustFile.Witness> witnessLines() {
        return witnesses.stream()
                .map(known -> new TrustFile.Witness(known.name(), known.key(), Optional.empty()))
                .toList();
    }

    private List<VerifierKey> requireKeys() {
        List<VerifierKey> keys = status.keys();
        if (keys.isEmpty()) {
            throw Problems.logKeyMissing();
        }
        return keys;
    }
}
