package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.reconcile.Reconciliations;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Has the figures counted anew from the ledger, and says whether they are the same. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
@APIResponse(responseCode = "503", description = "Problem figures-unavailable")
public class ReconciliationsResource {

    private final Reconciliations memory;
    private final CurrentCaller caller;
    private final Clock clock;

    ReconciliationsResource(Reconciliations memory, CurrentCaller caller, Clock clock) {
        this.memory = memory;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Operation(
            operationId = "reconcile",
            summary = "Has all figures counted anew from the ledger",
            description =
                    "Of all sites, whichever the caller administers. Asking again before it is done changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds",
            content = @Content(schema = @Schema(implementation = ReconciliationAnswer.class)))
    public Uni<RestResponse<ReconciliationAnswer>> reconcile() {
        Set<String> sites = sites();
        return answer(
                memory.request(clock.instant()).replaceWith(sites), RestResponse.Status.ACCEPTED);
    }

    @GET
    @Operation(
            operationId = "reconciliation",
            summary = "How far a reconciliation is, and what the last one came to")
    @APIResponse(
            responseCode = "200",
            description = "The last one",
            content = @Content(schema = @Schema(implementation = ReconciliationAnswer.class)))
    public Uni<RestResponse<ReconciliationAnswer>> last() {
        return answer(Uni.createFrom().item(sites()), RestResponse.Status.OK);
    }

    private Uni<RestResponse<ReconciliationAnswer>> answer(
            Uni<Set<String>> sites, RestResponse.Status status) {
        return sites.chain(
                        names ->
                                memory.get()
                                        .map(
                                                known ->
                                                        RestResponse.status(
                                                                status,
                                                                ReconciliationAnswer.of(
                                                                        known,
                                                                        names,
                                                                        clock.instant()))))
                .onFailure()
                .transform(Problems::unavailable);
    }

    private Set<String> sites() {
        return caller.get().require(Role.ADMINISTRATOR).stream()
                .map(Site::name)
                .collect(Collectors.toSet());
    }
}
