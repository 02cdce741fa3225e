package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.OrderRefused;
import dev.consentledger.reporting.desk.PackNotDone;
import dev.consentledger.reporting.desk.ReferenceTaken;
import dev.consentledger.reporting.desk.Restricted;
import dev.consentledger.reporting.desk.SeveralPersons;
import dev.consentledger.reporting.desk.TooManyPacks;
import dev.consentledger.reporting.desk.Unavailable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The problems (RFC 9457) of the desk; their types are stable. None repeats what was asked. */
final class DeskProblems {

    private static final int RETRY_SECONDS = 5;

    private DeskProblems() {}

    static HttpProblem invalidQuestion(String detail) {
        return problem("invalid-question", Status.BAD_REQUEST, "The question cannot be read")
                .withDetail(detail)
                .build();
    }

    static HttpProblem unknownCase() {
        return problem("unknown-case", Status.NOT_FOUND, "There is no such case for you")
                .withDetail("Open one with POST /v1/cases, or ask in the site of the case.")
                .build();
    }

    static HttpProblem caseClosed() {
        return problem("case-closed", Status.CONFLICT, "The case is closed")
                .withDetail("Open another one: what is done now belongs to a case of now.")
                .build();
    }

    static HttpProblem noSuchRecord() {
        return problem("no-such-record", Status.NOT_FOUND, "There is no such record")
                .withDetail(
                        "The site has no consent with this id or code; or it is not in the figures"
                                + " yet, which takes a second.")
                .build();
    }

    static HttpProblem noRetention() {
        return problem("no-retention", Status.CONFLICT, "The site keeps its evidence for ever")
                .withDetail("Its settings have no retention, so there is nothing to be run.")
                .build();
    }

    static HttpProblem noSuchFormat(List<String> known) {
        return problem("no-such-format", Status.NOT_ACCEPTABLE, "There is no such format")
                .withDetail("Ask for one of these: %s.".formatted(String.join(", ", known)))
                .build();
    }

    static HttpProblem tooManyLookUps(int perMinute) {
        return problem("too-many-look-ups", Status.TOO_MANY_REQUESTS, "Too many look-ups")
                .withDetail("You may look %d persons up in a minute.".formatted(perMinute))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** For everything that a desk's method can fail with. */
    static Throwable of(Throwable failure) {
        if (failure instanceof HttpProblem) {
            return failure;
        }
        if (failure instanceof ReferenceTaken) {
            return problem("reference-taken", Status.CONFLICT, "The reference is taken")
                    .withDetail(
                            "The site has a case of this reference that is closed or of another"
                                    + " kind. Give another reference.")
                    .build();
        }
        if (failure instanceof SeveralPersons) {
            return problem(
                            "several-persons",
                            Status.CONFLICT,
                            "The event does not say who is meant")
                    .withDetail(
                            "Several subjects used this event id. Ask by receipt code or subject.")
                    .build();
        }
        if (failure instanceof Restricted) {
            return problem(
                            "restricted",
                            Status.CONFLICT,
                            "The person has restricted the use of their record")
                    .withDetail(
                            "Say \"purpose\": \"legal_claim\" or \"persons_request\", where it is"
                                    + " for a legal claim or the person has asked for it (GDPR art."
                                    + " 18(2)).")
                    .build();
        }
        if (failure instanceof OrderRefused refused) {
            return refused(refused);
        }
        if (failure instanceof TooManyPacks) {
            return PackProblems.tooMany();
        }
        if (failure instanceof PackNotDone pack) {
            return PackProblems.of(pack.state());
        }
        return failure instanceof Unavailable unavailable
                ? unavailable(unavailable)
                : Problems.unavailable(failure);
    }

    private static HttpProblem refused(OrderRefused order) {
        return switch (order.why()) {
            case NOBODY_FOUND ->
                    problem("no-record", Status.NOT_FOUND, "Nothing is known of whom you mean")
                            .withDetail("That you asked is recorded. There is nothing to be done.")
                            .build();
            case NO_PSEUDONYM ->
                    problem("no-pseudonym", Status.CONFLICT, "The ledger has no pseudonym of them")
                            .withDetail(
                                    "Orders go by the pseudonym, which the event never had or which"
                                            + " was erased. Give it as by.subject if you have it.")
                            .build();
            case ID_TAKEN ->
                    problem("id-taken", Status.CONFLICT, "The id belongs to another order")
                            .withDetail("Nothing was ordered. Give each order an id of its own.")
                            .build();
        };
    }

    private static HttpProblem unavailable(Unavailable cause) {
        return switch (cause.need()) {
            case LEDGER ->
                    later("ledger-unavailable", "The ledger cannot be read now")
                            .withDetail("ledger-service does not answer. Try again.")
                            .build();
            case CHECKPOINT ->
                    later("not-yet-covered", "The consent cannot be proved yet")
                            .withDetail(
                                    "No signed checkpoint covers it or what it refers to yet. Try"
                                            + " again in a few seconds.")
                            .build();
            case RECORDS_TOPIC ->
                    later("not-recorded", "What you do cannot be recorded now")
                            .withDetail(
                                    "Nothing is answered that is not recorded, and the broker does"
                                            + " not take records. Try again.")
                            .build();
        };
    }

    private static HttpProblem.Builder later(String slug, String title) {
        return problem(slug, Status.SERVICE_UNAVAILABLE, title)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    static HttpProblem.Builder problem(String slug, Status status, String title) {
        return HttpProblem.builder()
                .withType(Problems.type(slug))
                .withTitle(title)
                .withStatus(status)
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
