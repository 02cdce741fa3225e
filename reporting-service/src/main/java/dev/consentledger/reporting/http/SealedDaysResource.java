package dev.consentledger.reporting.http;

import dev.consentledger.reporting.reconcile.SealedDay;
import dev.consentledger.reporting.reconcile.Seals;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The days of a site that were closed, with the entries that they were closed on. */
@Path("/v1/sites/{site}/sealed-days")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Figures")
@SecurityRequirement(name = Identification.PASSWORD)
@SecurityRequirement(name = Identification.TOKEN)
public class SealedDaysResource {

    private final FigureAccess access;
    private final Seals seals;
    private final Clock clock;

    SealedDaysResource(FigureAccess access, Seals seals, Clock clock) {
        this.access = access;
        this.seals = seals;
        this.clock = clock;
    }

    /** The closed days of a period. */
    @Schema(name = "SealedDays")
    public record SealedDaysAnswer(
            String site,
            @Schema(
                            description =
                                    "Those with events, oldest first; each is of the site's time zone")
                    List<SealedDay> days) {}

    @GET
    @Operation(
            operationId = "sealedDays",
            summary = "Days that are closed, with the entries that they were closed on",
            description =
                    "A day is closed by the first reconciliation without a difference that begins a day after its end. What comes later still counts in it, and shows as eventsNow.")
    @APIResponse(responseCode = "200", description = "The closed days")
    @APIResponse(responseCode = "400", description = "Problem invalid-period")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-site")
    @APIResponse(responseCode = "503", description = "Problem figures-unavailable")
    public Uni<SealedDaysAnswer> days(@BeanParam PeriodQuestion asked) {
        Site known = access.site(asked.site);
        Period period = asked.period(known, clock.instant());
        return seals.of(known.name(), period.from(), period.to())
                .map(days -> new SealedDaysAnswer(known.name(), days))
                .onFailure()
                .transform(Problems::unavailable);
    }
}
