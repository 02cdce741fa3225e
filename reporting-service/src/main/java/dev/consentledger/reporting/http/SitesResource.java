package dev.consentledger.reporting.http;

import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Status;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sites that are reported on. */
@Path("/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityScheme(
        securitySchemeName = Identification.PASSWORD,
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "A built-in user, where the service has no OpenID Connect")
@SecurityScheme(
        securitySchemeName = Identification.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A token of the OpenID Connect issuer, where the service has one")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class SitesResource {

    private final FigureAccess access;
    private final FigureQuery query;
    private final Clock clock;

    SitesResource(FigureAccess access, FigureQuery query, Clock clock) {
        this.access = access;
        this.query = query;
        this.clock = clock;
    }

    /** All sites. */
    @Schema(name = "Sites")
    public record SitesAnswer(List<SiteAnswer> sites) {}

    /** A site as it is now. */
    @Schema(name = "Site")
    public record SiteAnswer(
            String site,
            String timeZone,
            @Schema(enumeration = {"consent_asked", "no_consent_asked", "no_policy"}) String status,
            @Schema(description = "The version in force now; null where none is")
                    Optional<PolicyVersion> policy) {}

    @GET
    @Operation(
            operationId = "sites",
            summary = "The sites that the caller may read, and whether they ask for consent")
    @APIResponse(responseCode = "200", description = "These sites, by name")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<SitesAnswer> list() {
        return Multi.createFrom()
                .iterable(access.sites())
                .onItem()
                .transformToUniAndConcatenate(this::answer)
                .collect()
                .asList()
                .map(SitesAnswer::new)
                .onFailure()
                .transform(Problems::unavailable);
    }

    private Uni<SiteAnswer> answer(Site site) {
        return query.policies(site.name()).map(policies -> answer(site, policies));
    }

    private SiteAnswer answer(Site site, PoliciesInForce policies) {
        Optional<Policy> now = policies.at(clock.instant());
        return new SiteAnswer(
                site.name(),
                site.timeZone().getId(),
                Status.of(now.stream().toList()).term(),
                now.map(PolicyVersion::of));
    }
}
