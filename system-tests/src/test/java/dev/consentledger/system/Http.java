package dev.consentledger.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One client of the services. Thread-safe. */
final class Http {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private Http() {}

    static Answer get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).GET().build());
    }

    static Answer post(URI uri, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", Event.USER_AGENT)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    static Answer put(URI uri, String body, String authorization)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** What a service answered. */
    record Answer(int status, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + body, e);
            }
        }
    }
}
