package dev.consentledger.reporting.http;

import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.retention.RetentionRuns;
import dev.consentledger.reporting.retention.Run;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Lets an administrator run retention before its time, and see what the last run did. */
@Path("/v1/retention-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention")
@APIResponse(responseCode = "400", description = "Problem invalid-question")
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
@APIResponse(responseCode = "409", description = "Problem no-retention")
@APIResponse(responseCode = "503", description = "Problem figures-unavailable")
public class RetentionRunsResource {

    private final RetentionRuns runs;
    private final CurrentCaller caller;
    private final Clock clock;

    RetentionRunsResource(RetentionRuns runs, CurrentCaller caller, Clock clock) {
        this.runs = runs;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runRetention",
            summary = "Has a site's retention run now, and says what it will delete",
            description = "The body has the site. Asking again before it is done changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds",
            content = @Content(schema = @Schema(implementation = RetentionRunAnswer.class)))
    public Uni<RestResponse<RetentionRunAnswer>> run(byte[] body) {
        Site site = site(DeskBody.read(body, fields -> fields.string("site")));
        Retention retention = retention(site);
        return answer(runs.request(site.name()), retention, RestResponse.Status.ACCEPTED);
    }

    @GET
    @Operation(
            operationId = "retentionRun",
            summary = "What the last run of a site's retention came to")
    @APIResponse(
            responseCode = "200",
            description = "The last run",
            content = @Content(schema = @Schema(implementation = RetentionRunAnswer.class)))
    public Uni<RestResponse<RetentionRunAnswer>> last(@RestQuery Optional<String> site) {
        Site asked =
                site(
                        site.orElseThrow(
                                () ->
                                        DeskProblems.invalidQuestion(
                                                "the parameter site is missing")));
        Retention retention = retention(asked);
        return answer(runs.of(asked.name()), retention, RestResponse.Status.OK);
    }

    private Uni<RestResponse<RetentionRunAnswer>> answer(
            Uni<Run> run, Retention retention, RestResponse.Status status) {
        return run.map(r -> RetentionRunAnswer.of(r, retention, clock.instant()).with(status))
                .onFailure()
                .transform(Problems::unavailable);
    }

    private Site site(String name) {
        return caller.get().require(Role.ADMINISTRATOR, name);
    }

    private static Retention retention(Site site) {
        return site.retention().orElseThrow(DeskProblems::noRetention);
    }
}
