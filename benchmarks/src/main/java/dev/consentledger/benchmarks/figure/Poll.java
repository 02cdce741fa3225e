package dev.consentledger.benchmarks.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks reporting-service for the figures of one quarter hour, again and again, until somebody has
 * refused in it.
 */
final class Poll {

    /**
     * Between an answer and the next question: so fine is what is measured. Less would have
     * reporting-service answer these questions more than anything else.
     */
    private static final int PAUSE_MILLIS = 50;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);

    private final HttpClient http;
    private final HttpRequest question;

    Poll(HttpClient http, URI reporting, String site, Instant quarterHour) {
        this.http = http;
        this.question =
                HttpRequest.newBuilder(
                                reporting.resolve(
                                        "/v1/sites/%s/opt-in?from=%s&to=%s"
                                                .formatted(
                                                        site,
                                                        quarterHour,
                                                        quarterHour.plus(Duration.ofMinutes(15)))))
                        .build();
    }

    /** The time at which an answer had it, as {@link System#nanoTime} counts. */
    CompletionStage<Long> seen() {
        return http.sendAsync(question, HttpResponse.BodyHandlers.ofString())
                .thenCompose(
                        answer ->
                                hasRefusal(answer)
                                        ? CompletableFuture.completedFuture(System.nanoTime())
                                        : again());
    }

    private CompletionStage<Long> again() {
        return CompletableFuture.runAsync(() -> {}, LATER).thenCompose(paused -> seen());
    }

    private static boolean hasRefusal(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("reporting-service answered " + answer.body());
        }
        try {
            for (JsonNode category : JSON.readTree(answer.body()).path("categories")) {
                if (category.path("refused").asLong() > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
