package dev.consentledger.benchmarks.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consentledger.benchmarks.desk.DeskBenchmark.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Asks reporting-service, with a case for each site. Fails at the first wrong answer. */
final class Officer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKS = "/v1/audit-packs";
    private static final String FIRST = "2020-01-01T00:00:00Z";
    private static final int LOOK_MILLIS = 500;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cases = new HashMap<>();
    private final URI reporting;
    private final String authorization;

    Officer(URI reporting, String password) {
        this.reporting = reporting;
        this.authorization =
                "Basic "
                        + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
    }

    void lookUp(Visitor visitor) throws IOException, InterruptedException {
        post(
                "/v1/look-ups",
                Map.of(
                        "site",
                        visitor.site(),
                        "case",
                        inCase(visitor.site()),
                        "by",
                        Map.of("subject", visitor.subject())));
    }

    void bundle(Visitor visitor) throws IOException, InterruptedException {
        post(
                "/v1/proofs-of-consent",
                Map.of(
                        "site",
                        visitor.site(),
                        "case",
                        inCase(visitor.site()),
                        "eventId",
                        visitor.eventId(),
                        "format",
                        "bundle"));
    }

    /**
     * Has a pack made of all that the site has, and waits for it.
     *
     * @return entries in it, and bytes
     */
    Pack pack(String site) throws IOException, InterruptedException {
        Map<String, Object> all = Map.of("from", FIRST, "to", Instant.now().toString());
        Map<String, Object> order = Map.of("site", site, "case", inCase(site), "period", all);
        String id = JSON.readTree(post(PACKS, order)).path("id").asText();
        while (true) {
            JsonNode pack = JSON.readTree(read(PACKS + "/" + id));
            switch (pack.path("state").asText()) {
                case "done" -> {
                    return new Pack(pack.path("entries").asLong(), pack.path("bytes").asLong());
                }
                case "waiting", "running" -> Thread.sleep(LOOK_MILLIS);
                default -> throw new IllegalStateException(pack.toString());
            }
        }
    }

    record Pack(long entries, long bytes) {}

    /** Asks for all metrics of a site. */
    void report(String site, String query) throws IOException, InterruptedException {
        String period = "from=2026-08-30&to=2026-11-28";
        read("/v1/sites/%s/metrics?%s&%s".formatted(site, period, query));
    }

    /** Has all figures counted anew, and waits for what that comes to. */
    Reconciled reconcile() throws IOException, InterruptedException {
        JsonNode answer = done("/v1/reconciliations");
        long entries = 0;
        for (JsonNode shard : answer.path("shards")) {
            entries += shard.path("size").asLong();
        }
        return new Reconciled(entries, answer.path("differences").asLong());
    }

    /** Has all figures made anew, and waits until they are in place. */
    void rebuild() throws IOException, InterruptedException {
        done("/v1/rebuilds");
    }

    private JsonNode done(String path) throws IOException, InterruptedException {
        String before = JSON.readTree(read(path)).path("finishedAt").asText();
        post(path, Map.of());
        while (true) {
            JsonNode answer = JSON.readTree(read(path));
            if (!answer.path("finishedAt").asText().equals(before)) {
                return answer;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    record Reconciled(long entries, long differences) {}

    private byte[] read(String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(reporting.resolve(path))
                        .header("Authorization", authorization));
    }

    void get(URI uri) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(uri).GET());
    }

    private String inCase(String site) throws IOException, InterruptedException {
        String known = cases.get(site);
        if (known == null) {
            byte[] opened =
                    post(
                            "/v1/cases",
                            Map.of(
                                    "site",
                                    site,
                                    "reference",
                                    "measured",
                                    "kind",
                                    "access_request"));
            known = JSON.readTree(opened).path("id").asText();
            cases.put(site, known);
        }
        return known;
    }

    private byte[] post(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(reporting.resolve(path))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(body))));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return answer.body();
    }
}
