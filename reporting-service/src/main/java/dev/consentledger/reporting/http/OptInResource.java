package dev.consentledger.reporting.http;

import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.OptInReport;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    public Uni<OptInAnswer> optIn(@BeanParam PeriodQuestion asked) {
        Site known = access.site(asked.site);
        Period period = asked.period(known, clock.instant());
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
