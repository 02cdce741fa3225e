package dev.consentledger.ledger.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.jboss.logging.Logger;

/** The problems (RFC 9457) that this service answers with; their types are stable. */
final class Problems {

    /** In this time a shard appends some ten thousand records. */
    static final String RETRY_AFTER_SECONDS = "1";

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String TYPES = "https://consentledger.dev/problems/";
    private static final String RETRY_AFTER_OUTAGE_SECONDS = "5";

    private Problems() {}

    static HttpProblem invalidEventId() {
        return problem("invalid-event-id", Status.BAD_REQUEST, "The event id is not a UUID")
                .withDetail(
                        "An event id is a UUID such as 0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e:"
                                + " the one that the event was sent with.")
                .build();
    }

    static HttpProblem entryNotFound() {
        return problem("entry-not-found", Status.NOT_FOUND, "The ledger has no such event")
                .withDetail(
                        "The ledger has everything that was accepted before this question, and"
                                + " nothing with this event id. If the event was answered 202,"
                                + " compare the id; if it was not, send it again.")
                .build();
    }

    /** A parameter that is not spelled as it has to be. */
    static HttpProblem invalidParameter(String name, String detail) {
        return problem("invalid-parameter", Status.BAD_REQUEST, "A parameter has no such value")
                .withDetail(detail)
                .with("parameter", name)
                .build();
    }

    static HttpProblem invalidPositions(String detail) {
        return problem("invalid-positions", Status.BAD_REQUEST, "These are no positions")
                .withDetail(detail)
                .build();
    }

    /** For a database that was put back to an earlier moment. */
    static HttpProblem restoring() {
        return problem(
                        "restoring",
                        Status.SERVICE_UNAVAILABLE,
                        "What was erased is being erased again")
                .withDetail(
                        "The database was restored from a backup that is older than an erasure."
                                + " No evidence of the shard is shown until it is carried out"
                                + " again.")
                .withHeader("Retry-After", RETRY_AFTER_OUTAGE_SECONDS)
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static HttpProblem invalidStatement(String why) {
        return problem("invalid-statement", Status.BAD_REQUEST, "This is no statement")
                .withDetail(
                        "Send the signed note as the verifier's command printed it: " + why + ".")
                .build();
    }

    static HttpProblem statementNotSigned() {
        return problem("statement-not-signed", Status.FORBIDDEN, "No operator has signed this")
                .withDetail(
                        "None of the keys that CONSENT_OPERATORS_FILE lists has signed the note, or"
                                + " a line in it names one of them and is not its signature.")
                .build();
    }

    static HttpProblem statementDoesNotFit(String why) {
        return problem(
                        "statement-does-not-fit",
                        Status.CONFLICT,
                        "The statement is not what is the case")
                .withDetail(why + " See what the health of ledger-service says, and sign that.")
                .build();
    }

    static HttpProblem logKeyMissing() {
        return problem(
                        "log-key-missing",
                        Status.SERVICE_UNAVAILABLE,
                        "No key has signed this ledger yet")
                .withDetail(
                        "The service has just started and waits for its servers, or it has no"
                                + " usable key: its health and its log say why.")
                .withHeader("Retry-After", RETRY_AFTER_OUTAGE_SECONDS)
                .build();
    }

    /** For a database or a broker that does not answer; the cause goes to the log alone. */
    static HttpProblem unavailable(Throwable cause) {
        LOG.warnf("a look-up failed: see whether PostgreSQL and the broker run cause=%s", cause);
        return problem(
                        "ledger-unavailable",
                        Status.SERVICE_UNAVAILABLE,
                        "The ledger cannot be read now")
                .withDetail(
                        "The database or the broker does not answer, or the database cannot write"
                                + " down now which checkpoint is quoted. Try again in a moment.")
                .withHeader("Retry-After", RETRY_AFTER_OUTAGE_SECONDS)
                .build();
    }

    /** For tables that are not what was signed; what is wrong goes to the log alone. */
    static HttpProblem damaged(Throwable cause) {
        LOG.errorf(
                "the stored log is not the one that was signed, nothing of it was handed out: keep the database as it is, and audit it; cause=%s",
                cause.getMessage());
        return problem(
                        "log-damaged",
                        Status.INTERNAL_SERVER_ERROR,
                        "What is stored is not what was signed")
                .withDetail(
                        "The stored log does not lead to its checkpoint. Nothing of it is handed"
                                + " out. Tell the operator.")
                .build();
    }

    static URI type(String slug) {
        return URI.create(TYPES + slug);
    }

    static HttpProblem.Builder problem(String slug, Status status, String title) {
        return HttpProblem.builder().withType(type(slug)).withTitle(title).withStatus(status);
    }
}
