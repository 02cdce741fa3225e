package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.AccessRefused;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** A refusal as a problem: 401 where credentials could help, 403 where not. */
@Provider
public class RefusalMapper extends ExceptionMapperBase<AccessRefused> {

    private final Identification identification;

    RefusalMapper(Identification identification) {
        this.identification = identification;
    }

    @Override
    protected HttpProblem toProblem(AccessRefused refusal) {
        return refusal.isUnknownCaller()
                ? Problems.missingCredentials(refusal.getMessage(), identification.challenge())
                : Problems.missingRole(refusal.getMessage());
    }
}
