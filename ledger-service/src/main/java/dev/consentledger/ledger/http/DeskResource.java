package dev.consentledger.ledger.http;

import dev.consentledger.ledger.desk.DeskRecords;
import dev.consentledger.ledger.desk.Position;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Gives reporting-service entries with their evidence. People never ask here. */
@Path("/v1/desk/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
@SecurityScheme(
        securitySchemeName = DeskResource.DESK,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The token that ledger-service and reporting-service share")
public class DeskResource {

    /** How the OpenAPI document names the token. */
    static final String DESK = "desk";

    private final DeskRecords records;
    private final DeskAccess access;

    DeskResource(DeskRecords records, DeskAccess access) {
        this.records = records;
        this.access = access;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = DESK)
    @Operation(
            operationId = "deskRecords",
            summary = "Entries with their evidence",
            description =
                    "The body is {\"positions\":[{\"shard\":2,\"index\":17}]} with 1 to 500"
                            + " positions. What is not there is left out of the answer.")
    @APIResponse(
            responseCode = "200",
            description = "The records, in the order of shards and indexes",
            content = @Content(schema = @Schema(implementation = DeskAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-positions")
    @APIResponse(responseCode = "401", description = "Problem desk-token-missing or -wrong")
    @APIResponse(responseCode = "403", description = "Problem desk-closed")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable or restoring")
    public Uni<RestResponse<DeskAnswer>> records(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION)
                    Optional<String> token,
            byte[] body) {
        access.require(token);
        Set<Position> positions = DeskQuestion.parse(body);
        return Answers.inTime(records.at(positions))
                .map(DeskAnswer::of)
                .map(
                        answer ->
                                RestResponse.ResponseBuilder.ok(answer)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .build());
    }
}
