package dev.consentledger.reporting.http;

import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a new version of a site's policy changes, for whoever may read the site's figures. */
@Path("/v1/sites/{site}/policy-changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class PolicyChangesResource {

    private final FigureAccess access;
    private final FigureQuery query;
    private final Clock clock;

    PolicyChangesResource(FigureAccess access, FigureQuery query, Clock clock) {
        this.access = access;
        this.query = query;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "policyChanges",
            summary = "How two versions of a policy differ, and whether consents cover the second",
            description =
                    "Categories, items and third parties are the same where their ids are. The proposals follow a rule; people decide.")
    @APIResponse(responseCode = "200", description = "The difference, and a proposal per category")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(
            responseCode = "404",
            description = "Problem unknown-site or unknown-policy-version")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<PolicyChangesAnswer> changes(
            @Parameter(description = "The domain that names the site", example = "imagine.art")
                    @RestPath
                    String site,
            @Parameter(description = "A version; the one before 'to' by default") @RestQuery
                    Optional<String> from,
            @Parameter(description = "A version; the one in force by default") @RestQuery
                    Optional<String> to) {
        Site known = access.site(site);
        return query.policies(known.name())
                .onFailure()
                .transform(Problems::unavailable)
                .map(policies -> answer(policies, from, to, clock.instant()));
    }

    private static PolicyChangesAnswer answer(
            PoliciesInForce policies, Optional<String> from, Optional<String> to, Instant now) {
        return PolicyChangesAnswer.of(ComparedVersions.of(policies, from, to, now), policies, now);
    }
}
