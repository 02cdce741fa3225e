package dev.consentledger.reporting.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The problems (RFC 9457) that this service answers with; their types are stable. */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String TYPES = "https://consentledger.dev/problems/";
    private static final int RETRY_SECONDS = 5;
    private static final long NANOS_BUT_ONE = 999_999_999;
    private static final String NO_STORE = "no-store";

    private Problems() {}

    static HttpProblem unknownSite(String site, List<String> known) {
        return problem("unknown-site", Status.NOT_FOUND, "The site is not known")
                .withDetail(
                        "There is no site '%s' here. Known sites: %s."
                                .formatted(site, String.join(", ", known)))
                .build();
    }

    static HttpProblem noSuchVersion(List<String> known) {
        return problem("no-such-version", Status.NOT_FOUND, "There is no such version")
                .withDetail(
                        known.isEmpty()
                                ? "The site has published no policy that is known here yet."
                                : "Published versions of its policy: %s."
                                        .formatted(String.join(", ", known)))
                .build();
    }

    static HttpProblem invalidPeriod(String detail) {
        return problem("invalid-period", Status.BAD_REQUEST, "The period cannot be reported on")
                .withDetail(detail)
                .build();
    }

    static HttpProblem invalidReport(String detail) {
        return problem("invalid-report", Status.BAD_REQUEST, "There is no such report")
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

    /**
     * @param challenge for {@code WWW-Authenticate}, without which a 401 is none
     */
    static HttpProblem missingCredentials(String detail, String challenge) {
        return unauthorized("credentials-missing", "Say who you are", detail, challenge);
    }

    /** Does not say what is wrong with them: that would help to guess. */
    static HttpProblem wrongCredentials(String challenge) {
        return unauthorized(
                "credentials-wrong",
                "The credentials are not right",
                "Compare name and password, or get a new token; WWW-Authenticate says which.",
                challenge);
    }

    static HttpProblem missingRole(String detail) {
        return problem("role-missing", Status.FORBIDDEN, "You may not do this")
                .withDetail(detail)
                .withHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    static HttpProblem tooManyAttempts(Duration wait) {
        return problem("too-many-attempts", Status.TOO_MANY_REQUESTS, "Too many attempts failed")
                .withDetail(
                        "For this name or from this address too many passwords were wrong. The right"
                                + " one does not help before Retry-After.")
                // Rounded up: too early would be refused again.
                .withHeader(HttpHeaders.RETRY_AFTER, wait.plusNanos(NANOS_BUT_ONE).toSeconds())
                .withHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    /** For an issuer that does not answer; the cause goes to the log and to nobody else. */
    static HttpProblem identityUnavailable(Throwable cause) {
        LOG.errorf(cause, "A token could not be verified; look whether the issuer answers.");
        return problem(
                        "identity-unavailable",
                        Status.SERVICE_UNAVAILABLE,
                        "Nobody can be identified now")
                .withDetail("The issuer of the tokens does not answer. Try again in a few seconds.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    private static HttpProblem unauthorized(
            String slug, String title, String detail, String challenge) {
        return problem(slug, Status.UNAUTHORIZED, title)
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .withHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    static URI type(String slug) {
        return URI.create(TYPES + slug);
    }

    private static HttpProblem.Builder problem(String slug, Status status, String title) {
        return HttpProblem.builder().withType(type(slug)).withTitle(title).withStatus(status);
    }
}
