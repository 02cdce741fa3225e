package dev.consentledger.api.http;

import dev.consentledger.api.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the framework's own errors a stable type and a sentence of advice. Their addresses and
 * messages can repeat what was sent, and are left out.
 */
@ApplicationScoped
public class FrameworkProblems implements ProblemPostProcessor {

    private record Advice(ProblemType type, String detail) {}

    private static final Advice BAD_REQUEST =
            new Advice(
                    ProblemType.BAD_REQUEST,
                    "The request cannot be understood. Compare it with the OpenAPI document at"
                            + " /q/openapi.");
    private static final Advice INTERNAL_ERROR =
            new Advice(
                    ProblemType.INTERNAL_ERROR,
                    "Something went wrong that should not. Send the same event again, with the same"
                            + " id, later; if it stays so, tell the operator.");
    private static final Map<Integer, Advice> BY_STATUS =
            Map.of(
                    404,
                    new Advice(
                            ProblemType.NOT_FOUND,
                            "Events go to POST " + ConsentResource.PATH + "."),
                    405,
                    new Advice(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "Events go to POST " + ConsentResource.PATH + "."),
                    406,
                    new Advice(
                            ProblemType.NOT_ACCEPTABLE,
                            "Answers are application/json. Accept that, or everything."),
                    415,
                    new Advice(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Send JSON, as application/json or, from a beacon, as text/plain."));

    /** After the library has filled in its own defaults. */
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        Advice advice =
                Optional.ofNullable(BY_STATUS.get(problem.getStatusCode()))
                        .orElse(problem.getStatusCode() < 500 ? BAD_REQUEST : INTERNAL_ERROR);
        HttpProblem.Builder typed =
                HttpProblem.builder()
                        .withType(URI.create(advice.type().uri()))
                        .withTitle(advice.type().title())
                        .withStatus(advice.type().status())
                        .withDetail(advice.detail());
        problem.getHeaders().forEach(typed::withHeader);
        return typed.build();
    }
}
