package dev.consentledger.ledger.http;

import dev.consentledger.ledger.witness.WitnessSettings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Why there is no checkpoint, or no proof under one, that a witness has cosigned. */
final class CosigningProblems {

    private CosigningProblems() {}

    /**
     * There may be one after the next question to the witnesses, or never where nobody is asked.
     */
    static HttpProblem notYetCosigned(WitnessSettings witnesses) {
        return witnesses.witnesses().isEmpty()
                ? noWitness()
                : notYetCosigned(Math.max(1, witnesses.period().toSeconds()));
    }

    private static HttpProblem notYetCosigned(long seconds) {
        return Problems.problem(
                        "not-yet-cosigned",
                        Status.NOT_FOUND,
                        "No witness has cosigned such a checkpoint yet")
                .withDetail(
                        "The witnesses are asked every %d s. Try again then, or ask for the newest checkpoint."
                                .formatted(seconds))
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HttpProblem noWitness() {
        return Problems.problem("no-witness", Status.NOT_FOUND, "This ledger asks no witness")
                .withDetail(
                        "No such checkpoint was cosigned, and no witness is configured that would."
                                + " Ask for the newest or the earliest.")
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
