package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.PackNotDone;
import dev.consentledger.reporting.desk.Restricted;
import dev.consentledger.reporting.regulator.LinkEnded;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/** The problems (RFC 9457) of regulators' links. They are read by whoever was given one. */
final class LinkProblems {

    private LinkProblems() {}

    /** The same for a code that was never issued and for one that is none. */
    static HttpProblem unknownLink() {
        return DeskProblems.problem("unknown-link", Status.NOT_FOUND, "There is no such link")
                .withDetail(
                        "Take the whole link, to its last sign, as the controller has given it.")
                .build();
    }

    static HttpProblem wrongTime(Duration max) {
        return DeskProblems.invalidQuestion(
                "/validUntil: expected a time to come, at most %d hours from now"
                        .formatted(max.toHours()));
    }

    /** For everything that opening a link can fail with. */
    static Throwable of(Throwable failure) {
        if (failure instanceof LinkEnded ended) {
            return DeskProblems.problem(
                            "link-ended", Status.GONE, "The link opens nothing any more")
                    .withDetail(words(ended.why()) + " Ask the controller for another link.")
                    .with("why", ended.why().term())
                    .build();
        }
        if (failure instanceof Restricted) {
            return DeskProblems.problem(
                            "restricted",
                            Status.CONFLICT,
                            "The person has restricted the use of their record")
                    .withDetail(
                            "Ask the controller, who may issue a link for a legal claim, or where the"
                                    + " person has asked for it (GDPR art. 18(2)).")
                    .build();
        }
        return failure instanceof PackNotDone ? packGone() : DeskProblems.of(failure);
    }

    /** A pack had its file when the link was issued. */
    static HttpProblem packGone() {
        return DeskProblems.problem("pack-gone", Status.GONE, "The pack is not there any more")
                .withDetail(
                        "Somebody whose evidence may have been in it was erased since, or has"
                                + " restricted its use, or its time is over. Ask the controller for"
                                + " another one.")
                .build();
    }

    private static String words(LinkEnded.Why why) {
        return switch (why) {
            case EXPIRED -> "Its time is over.";
            case REVOKED -> "The controller has revoked it.";
            case CASE_CLOSED -> "The controller has closed the case that it was for.";
        };
    }
}
