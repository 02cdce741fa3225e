package dev.consentledger.ledger.http;

import dev.consentledger.core.text.DecimalText;
import dev.consentledger.ledger.reading.ConsistencyOutcome;
import dev.consentledger.ledger.reading.LogProofs;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Proves that a shard's log has only grown. */
@Path("/v1/shards/{shard}/consistency")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Log")
public class ConsistencyResource {

    private final LogProofs proofs;

    ConsistencyResource(LogProofs proofs) {
        this.proofs = proofs;
    }

    @GET
    @Operation(
            operationId = "consistency",
            summary = "That a log has only grown",
            description =
                    "Between any two sizes up to that of the newest checkpoint. It is verified with"
                            + " the roots of two checkpoints (RFC 9162, section 2.1.4.2).")
    @APIResponse(
            responseCode = "200",
            description = "The proof",
            content = @Content(schema = @Schema(implementation = ConsistencyAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-parameter")
    @APIResponse(responseCode = "404", description = "Problem log-not-found or size-not-signed")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<ConsistencyAnswer>> consistency(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER), example = "0")
                    @PathParam("shard")
                    String shard,
            @Parameter(
                            description = "Size of the smaller tree, in entries",
                            schema = @Schema(type = SchemaType.INTEGER),
                            required = true)
                    @QueryParam("from")
                    String from,
            @Parameter(
                            description =
                                    "Size of the larger tree; the newest checkpoint's if left out",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("to")
                    String to) {
        long number =
                DecimalText.read(shard).stream()
                        .filter(known -> known <= Integer.MAX_VALUE)
                        .findAny()
                        .orElseThrow(ConsistencyResource::noSuchLog);
        long smaller =
                Parameters.number("from", Optional.ofNullable(from))
                        .orElseThrow(() -> Parameters.notANumber("from"));
        OptionalLong larger = Parameters.number("to", Optional.ofNullable(to));
        return Answers.inTime(proofs.consistency((int) number, smaller, larger))
                .map(ConsistencyResource::answer);
    }

    private static RestResponse<ConsistencyAnswer> answer(ConsistencyOutcome outcome) {
        if (outcome instanceof ConsistencyOutcome.Proved proved) {
            return RestResponse.ResponseBuilder.ok(ConsistencyAnswer.of(proved))
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .build();
        }
        if (outcome instanceof ConsistencyOutcome.Shrinking shrinking) {
            throw Problems.invalidParameter(
                    "from",
                    "A log does not shrink from %d to %d entries. Give the smaller size as from."
                            .formatted(shrinking.from(), shrinking.to()));
        }
        if (outcome instanceof ConsistencyOutcome.NotSigned not) {
            throw sizeNotSigned(not.signed());
        }
        throw noSuchLog();
    }

    private static HttpProblem noSuchLog() {
        return Problems.problem("log-not-found", Status.NOT_FOUND, "There is no such log")
                .withDetail("There is no such shard, or nothing of it was signed yet.")
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HttpProblem sizeNotSigned(long signed) {
        return Problems.problem("size-not-signed", Status.NOT_FOUND, "No such size was signed yet")
                .withDetail(
                        "The newest checkpoint has %d entries; proofs go no further."
                                .formatted(signed))
                .with("signed", signed)
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
