package dev.consentledger.ledger.http;

import dev.consentledger.ledger.statement.Submission;
import dev.consentledger.ledger.statement.Submission.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes operators' statements. Their signature is all that is asked for. */
@Path("/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operating")
public class StatementResource {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final Submission submission;

    StatementResource(Submission submission) {
        this.submission = submission;
    }

    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "stateGap",
            summary = "State that records are missing",
            description =
                    "The signed note that the verifier's command 'statement' prints. The shard has to"
                            + " stand at its first missing offset, and the records have to be gone."
                            + " The same note may be sent again.")
    @APIResponse(
            responseCode = "202",
            description = "It is on the control topic; the shard goes on in a moment",
            content = @Content(schema = @Schema(implementation = StatementAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-statement")
    @APIResponse(responseCode = "403", description = "Problem statement-not-signed")
    @APIResponse(responseCode = "409", description = "Problem statement-does-not-fit")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<Response> state(byte[] note) {
        return submission
                .submit(note)
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .onFailure()
                .transform(Problems::unavailable)
                .map(StatementResource::answer);
    }

    private static Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return Response.accepted(StatementAnswer.of(accepted)).build();
        }
        if (outcome instanceof Outcome.Malformed malformed) {
            throw Problems.invalidStatement(malformed.why());
        }
        if (outcome instanceof Outcome.DoesNotFit misfit) {
            throw Problems.statementDoesNotFit(misfit.why());
        }
        throw Problems.statementNotSigned();
    }
}
