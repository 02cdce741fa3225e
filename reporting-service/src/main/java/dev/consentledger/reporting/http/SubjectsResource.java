package dev.consentledger.reporting.http;

import dev.consentledger.reporting.figure.SubjectTable;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Where a site's subjects stand now, and how many a new policy would have asked again. */
@Path("/v1/sites/{site}/subjects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class SubjectsResource {

    private final FigureAccess access;
    private final FigureQuery query;
    private final Clock clock;

    SubjectsResource(FigureAccess access, FigureQuery query, Clock clock) {
        this.access = access;
        this.query = query;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "subjects",
            summary = "Where subjects stand now, and whose grants do not cover the policy in force",
            description =
                    "Of each subject the latest choice in each category. Who is erased is not in it.")
    @APIResponse(responseCode = "200", description = "The subjects, category by category")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<SubjectsAnswer> subjects(
            @Parameter(description = "The domain that names the site", example = "imagine.art")
                    @RestPath
                    String site) {
        Site known = access.site(site);
        return query.policies(known.name())
                .chain(policies -> answer(known, policies))
                .onFailure()
                .transform(Problems::unavailable);
    }

    private Uni<SubjectsAnswer> answer(Site site, PoliciesInForce policies) {
        Instant now = clock.instant();
        return query.standings(site.name())
                .map(
                        standings ->
                                SubjectsAnswer.of(
                                        site.name(),
                                        policies.at(now),
                                        SubjectTable.of(standings.subjects(), policies, now),
                                        standings.asOf()));
    }
}
