package dev.consentledger.reporting.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/** The problems (RFC 9457) that this service answers with; their types are stable. */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String TYPES = "https://consentledger.dev/problems/";
    private static final int RETRY_SECONDS = 5;

    private Problems() {}

    static HttpProblem unknownSite(String site, List<String> known) {
        return problem("unknown-site", Status.NOT_FOUND, "The site is not known")
                .withDetail(
                        "There is no site '%s' here. Known sites: %s."
                                .formatted(site, String.join(", ", known)))
                .build();
    }

    static HttpProblem invalidPeriod(String detail) {
        return problem("invalid-period", Status.BAD_REQUEST, "The period cannot be reported on")
                .withDetail(detail)
                .build();
    }

    /** For a database that does not answer; the cause goes to the log and to nobody else. */
    static HttpProblem unavailable(Throwable cause) {
        LOG.errorf(cause, "The figures could not be read; look whether PostgreSQL runs.");
        return problem(
                        "figures-unavailable",
                        Status.SERVICE_UNAVAILABLE,
                        "The figures cannot be read now")
                .withDetail("The database does not answer. Try again in a few seconds.")
                .withHeader("Retry-After", RETRY_SECONDS)
                .build();
    }

    static URI type(String slug) {
        return URI.create(TYPES + slug);
    }

    private static HttpProblem.Builder problem(String slug, Status status, String title) {
        return HttpProblem.builder().withType(type(slug)).withTitle(title).withStatus(status);
    }
}
