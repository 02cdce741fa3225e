package dev.consentledger.reporting.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Gives the framework's own problems a stable type, and a sentence of advice. */
@ApplicationScoped
public class FrameworkProblems implements ProblemPostProcessor {

    private static final Advice BAD_REQUEST =
            new Advice(
                    "bad-request",
                    "The request cannot be understood",
                    "Compare it with the OpenAPI document at /q/openapi.");
    private static final Advice INTERNAL_ERROR =
            new Advice(
                    "internal-error",
                    "Something went wrong that should not",
                    "Try again later; if it stays so, tell the operator.");
    private static final Map<Integer, Advice> BY_STATUS =
            Map.of(
                    404,
                            new Advice(
                                    "not-found",
                                    "There is nothing at this path",
                                    "The paths are listed at /q/openapi."),
                    405,
                            new Advice(
                                    "method-not-allowed",
                                    "The method is not supported here",
                                    "The methods are listed at /q/openapi."),
                    406,
                            new Advice(
                                    "not-acceptable",
                                    "The answer has another type",
                                    "Answers are application/json. Accept that, or everything."));

    private record Advice(String slug, String title, String detail) {}

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        Advice advice =
                BY_STATUS.getOrDefault(
                        problem.getStatusCode(),
                        problem.getStatusCode() < 500 ? BAD_REQUEST : INTERNAL_ERROR);
        return HttpProblem.builder(problem)
                .withType(Problems.type(advice.slug()))
                .withTitle(advice.title())
                .withDetail(advice.detail())
                .build();
    }
}
