package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The desk of a data protection officer, as somebody with a password uses it. */
final class Desk {

    /** The first PDF of a service takes seconds on a busy machine. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private static final int TOO_MANY_REQUESTS = 429;

    private final ConsentSystem system;
    private final String authorization;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** As the first user, whom the stand has made. */
    Desk(ConsentSystem system) {
        this.system = system;
        String password = system.stand().adminPassword().orElseThrow();
        this.authorization =
                "Basic "
                        + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
    }

    /** What was answered. */
    record Answer(int status, String mediaType, byte[] body) {

        /** As text, which a file of another kind is not. */
        @Override
        public String toString() {
            return "%d %s: %s"
                    .formatted(status, mediaType, mediaType.contains("json") ? json() : "a file");
        }

        JsonNode json() {
            try {
                return Http.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + new String(body, UTF_8), e);
            }
        }
    }

    /** Opens a case of a site, and gives its id. */
    String open(String site, String reference) throws IOException, InterruptedException {
        return open(site, reference, "access_request");
    }

    /** The same for a case of a kind. */
    String open(String site, String reference, String kind)
            throws IOException, InterruptedException {
        Map<String, Object> wanted = Map.of("site", site, "reference", reference, "kind", kind);
        return post("/v1/cases", wanted).json().path("id").asText();
    }

    /** Whoever asks too often waits, as a person does. */
    Answer post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return Awaitility.await("an answer of " + path)
                .atMost(ConsentSystem.RECOVERY_MAX)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> send(path, body, Map.of("Authorization", authorization)),
                        answer -> answer.status() != TOO_MANY_REQUESTS);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET(), Map.of("Authorization", authorization));
    }

    /** Without saying who asks. */
    Answer postAsVisitor(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(path, body, Map.of());
    }

    /** Sends a form without saying who does, as a browser or as another program. */
    Answer submit(String path, Map<String, String> form, boolean asBrowser)
            throws IOException, InterruptedException {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", asBrowser ? "text/html,*/*;q=0.8" : "*/*")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                Map.of());
    }

    private Answer send(String path, Map<String, Object> body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        Http.JSON.writeValueAsBytes(new TreeMap<>(body)))),
                headers);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(system.service(REPORTING_SERVICE).uri().resolve(path))
                .timeout(ANSWER_MAX);
    }

    private Answer send(HttpRequest.Builder request, Map<String, String> headers)
            throws IOException, InterruptedException {
        headers.forEach(request::header);
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }
}
