package dev.consentledger.reporting.http;

import dev.consentledger.reporting.site.Site;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Of which site and period a client asks. */
public class PeriodQuestion {

    @Parameter(description = "The domain that names the site", example = "imagine.art")
    @RestPath
    String site;

    @Parameter(
            description =
                    "A date in the site's time zone, or a date-time with offset on a quarter hour; 30 days before 'to' by default",
            example = "2026-11-01")
    @RestQuery
    Optional<String> from;

    @Parameter(
            description =
                    "Likewise, not in the period itself; the end of the present quarter hour by default",
            example = "2026-11-22T10:15:00Z")
    @RestQuery
    Optional<String> to;

    /** The period, in the time zone of the site. */
    Period period(Site known, Instant now) {
        return Period.read(from, to, known.timeZone(), now);
    }
}
