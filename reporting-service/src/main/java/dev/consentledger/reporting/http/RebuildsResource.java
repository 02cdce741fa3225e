package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.rebuild.Rebuilds;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Has all figures made anew from the ledger, and says how far that is. */
@Path("/v1/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
@APIResponse(responseCode = "503", description = "Problem figures-unavailable")
public class RebuildsResource {

    private final Rebuilds memory;
    private final CurrentCaller caller;
    private final Clock clock;

    RebuildsResource(Rebuilds memory, CurrentCaller caller, Clock clock) {
        this.memory = memory;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Operation(
            operationId = "rebuild",
            summary = "Has all figures made anew from the ledger",
            description =
                    "Of all sites, whichever the caller administers; the old ones answer until the new"
                            + " ones are complete. Asking again before it is done changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds",
            content = @Content(schema = @Schema(implementation = RebuildAnswer.class)))
    public Uni<RestResponse<RebuildAnswer>> rebuild() {
        caller.get().require(Role.ADMINISTRATOR);
        return answer(memory.request(clock.instant()), RestResponse.Status.ACCEPTED);
    }

    @GET
    @Operation(operationId = "lastRebuild", summary = "How far a rebuild is")
    @APIResponse(
            responseCode = "200",
            description = "The one under way, or the last one",
            content = @Content(schema = @Schema(implementation = RebuildAnswer.class)))
    public Uni<RestResponse<RebuildAnswer>> last() {
        caller.get().require(Role.ADMINISTRATOR);
        return answer(Uni.createFrom().voidItem(), RestResponse.Status.OK);
    }

    private Uni<RestResponse<RebuildAnswer>> answer(Uni<Void> asked, RestResponse.Status status) {
        return asked.chain(memory::get)
                .map(job -> RestResponse.status(status, RebuildAnswer.of(job, clock.instant())))
                .onFailure()
                .transform(Problems::unavailable);
    }
}
