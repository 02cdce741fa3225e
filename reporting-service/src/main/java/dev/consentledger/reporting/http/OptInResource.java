package dev.consentledger.reporting.http;

import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.OptInReport;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The opt-in figures of a site. */
@Path("/v1/sites/{site}/opt-in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class OptInResource {

    private final FigureAccess access;
    private final FigureQuery query;
    private final Clock clock;

    OptInResource(FigureAccess access, FigureQuery query, Clock clock) {
        this.access = access;
        this.query = query;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "optIn",
            summary = "How often visitors opted in, per category",
            description =
                    "Decisions count in the quarter hour in which they took effect. Categories without a choice have no rate.")
    @APIResponse(responseCode = "200", description = "The figures of the period")
    @APIResponse(responseCode = "400", description = "Problem invalid-period")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<OptInAnswer> optIn(
            @Parameter(description = "The domain that names the site", example = "imagine.art")
                    @RestPath
                    String site,
            @Parameter(
                            description =
                                    "A date in the site's time zone, or a date-time with offset on a quarter hour; 30 days before 'to' by default",
                            example = "2026-11-01")
                    @RestQuery
                    Optional<String> from,
            @Parameter(
                            description =
                                    "Likewise, not in the period itself; the end of the present quarter hour by default",
                            example = "2026-11-22T10:15:00Z")
                    @RestQuery
                    Optional<String> to) {
        Site known = access.site(site);
        Period period = Period.read(from, to, known.timeZone(), clock.instant());
        return query.policies(known.name())
                .chain(policies -> answer(known, period, policies))
                .onFailure()
                .transform(Problems::unavailable);
    }

    private Uni<OptInAnswer> answer(Site site, Period period, PoliciesInForce policies) {
        return query.figures(site.name(), period.from(), period.to())
                .map(
                        figures ->
                                OptInAnswer.of(
                                        site,
                                        period,
                                        OptInReport.of(
                                                policies,
                                                period.from(),
                                                period.to(),
                                                figures.byCategory()),
                                        figures));
    }
}
