package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.PackDesk;
import dev.consentledger.reporting.pack.PackState;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** The problems (RFC 9457) of audit packs; their types are stable. */
final class PackProblems {

    private static final int RETRY_SECONDS = 60;

    private PackProblems() {}

    static HttpProblem unknown() {
        return DeskProblems.problem(
                        "unknown-pack", Status.NOT_FOUND, "There is no such pack for you")
                .withDetail(
                        "GET /v1/audit-packs?site= lists those that there are. They are deleted some"
                                + " time after they were made.")
                .build();
    }

    /** Why a pack in this state has no file. */
    static HttpProblem of(PackState state) {
        return state == PackState.OUTDATED ? gone() : notDone(state);
    }

    private static HttpProblem notDone(PackState state) {
        return DeskProblems.problem("pack-not-done", Status.CONFLICT, "The pack is not made")
                .withDetail("It is %s. Its file is there once it is done.".formatted(state.term()))
                .build();
    }

    static HttpProblem gone() {
        return DeskProblems.problem("pack-gone", Status.GONE, "The pack's file is deleted")
                .withDetail(
                        "Somebody whose evidence may have been in it was erased since, or has"
                                + " restricted its use; or this instance has not the file. Order the"
                                + " pack anew.")
                .build();
    }

    static HttpProblem tooMany() {
        return DeskProblems.problem(
                        "too-many-packs", Status.TOO_MANY_REQUESTS, "Too many packs wait")
                .withDetail(
                        "%d packs of the site are not made yet. Wait for them, or cancel some."
                                .formatted(PackDesk.OPEN_MAX))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }
}
