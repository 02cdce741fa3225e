package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.PolicyDecisions;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What a site's administrator decides about a change of its policy, where a rule only proposes. */
@Path("/v1/sites/{site}/policy-decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
public class PolicyDecisionsResource {

    private final PolicyDecisions decisions;
    private final FigureQuery query;
    private final Acts acts;
    private final CurrentCaller caller;

    PolicyDecisionsResource(
            PolicyDecisions decisions, FigureQuery query, Acts acts, CurrentCaller caller) {
        this.decisions = decisions;
        this.query = query;
        this.acts = acts;
        this.caller = caller;
    }

    /** That a decision is on its way to the ledger and cannot be lost. */
    @Schema(name = "PolicyDecisionAccepted")
    public record Accepted(@Schema(description = "Of the entry in the ledger") UUID id) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideOnPolicyChange",
            summary = "Decides whether consents cover the version of a policy that follows theirs",
            description =
                    "The body has from and to, two versions that follow each other in force; coverage, for each category still_covers or ask_again; a reason; and an id for retries. The ledger keeps the decision for ever, with who made it.")
    @APIResponse(
            responseCode = "202",
            description = "The ledger will have it; it counts within a second",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "404", description = "Problem unknown-policy-version")
    @APIResponse(responseCode = "503", description = "Problem not-recorded or figures-unavailable")
    public Uni<RestResponse<Accepted>> decide(
            @Parameter(description = "The domain that names the site", example = "imagine.art")
                    @RestPath
                    String site,
            byte[] body) {
        Asker asker = Asking.administrator(caller.get(), site);
        PolicyDecisionRequest request = DeskBody.read(body, PolicyDecisionRequest::read);
        return query.policies(site)
                .map(policies -> request.about(policies, acts::newId))
                .call(wish -> decisions.decide(wish, asker))
                .map(wish -> accepted(new Accepted(wish.id())))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private static RestResponse<Accepted> accepted(Accepted answer) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Operation(
            operationId = "policyDecisions",
            summary = "What was decided about changes of a site's policy, by whom and why",
            description = "All of them, the newest first. Of two about the same, it counts.")
    @APIResponse(responseCode = "200", description = "The decisions")
    @APIResponse(
            responseCode = "503",
            description = "Problem ledger-unavailable or figures-unavailable")
    public Uni<PolicyDecisionsAnswer> decisions(
            @Parameter(description = "The domain that names the site", example = "imagine.art")
                    @RestPath
                    String site) {
        Site known = Overseeing.site(caller.get(), site);
        return decisions
                .of(known.name())
                .map(made -> PolicyDecisionsAnswer.of(known.name(), made))
                .onFailure()
                .transform(DeskProblems::of);
    }
}
