package dev.consentledger.reporting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The desk interface of ledger-service over real HTTP, with the entries that a test puts there. The
 * service under test is given its address before the test is loaded, so that tests reach it over
 * HTTP too.
 */
final class DeskServer {

    private static final String TOKEN = "Bearer a token of more than thirty-two characters";

    private final HttpServer server;
    private final Map<String, Json> records = new ConcurrentHashMap<>();

    private DeskServer(HttpServer server) {
        this.server = server;
        server.createContext("/v1/desk/records", this::answer);
        server.createContext("/test/records", this::keep);
        server.createContext("/logs/trust", DeskServer::trust);
        server.start();
    }

    static DeskServer start() {
        try {
            return new DeskServer(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One line, as the file of the token has it. */
    static String token() {
        return TOKEN.substring("Bearer ".length());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void stop() {
        server.stop(0);
    }

    /** Puts an entry where the service under test will ask for it; no outcome is an empty text. */
    static void put(
            URI server,
            int shard,
            long index,
            EvidencedEntry entry,
            Evidence kept,
            String outcome) {
        Json.ObjBuilder evidence =
                Json.object()
                        .put("stored", true)
                        .put("context", base64(kept.context()))
                        .put("observed", base64(kept.observed()));
        kept.subject().ifPresent(part -> evidence.put("subject", base64(part)));
        Json.ObjBuilder record =
                Json.object()
                        .put("shard", shard)
                        .put("index", index)
                        .put("entry", Base64.getEncoder().encodeToString(EntryCodec.encode(entry)))
                        .put("evidence", evidence.build());
        if (!outcome.isEmpty()) {
            record.put("outcome", Json.object().put("outcome", outcome).put("entries", 1).build());
        }
        send(server, record.build().canonicalBytes());
    }

    private static void send(URI server, byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/test/records"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(EvidencePart part) {
        return Base64.getEncoder().encodeToString(part.committedBytes());
    }

    private void keep(HttpExchange exchange) throws IOException {
        try {
            Fields fields =
                    Fields.of(JsonReader.readObject(exchange.getRequestBody().readAllBytes()));
            String place = fields.integer("shard") + "/" + fields.integer("index");
            records.put(place, new Json.Obj(fields.members()));
            exchange.sendResponseHeaders(204, -1);
        } catch (MalformedJson e) {
            exchange.sendResponseHeaders(400, -1);
        }
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        try {
            byte[] answer =
                    Json.object()
                            .put("records", new Json.Arr(found(body)))
                            .build()
                            .canonicalBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (MalformedJson e) {
            exchange.sendResponseHeaders(400, -1);
        }
        exchange.close();
    }

    /** The keys of a ledger that has not signed anything: its checkpoints are 404. */
    private static void trust(HttpExchange exchange) throws IOException {
        byte[] none = "quorum none\n".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, none.length);
        exchange.getResponseBody().write(none);
        exchange.close();
    }

    private List<Json> found(byte[] body) throws MalformedJson {
        List<Json> found = new ArrayList<>();
        for (Json position : Fields.of(JsonReader.readObject(body)).array("positions")) {
            Fields fields = Fields.of(position, "/positions");
            String place = fields.integer("shard") + "/" + fields.integer("index");
            Optional.ofNullable(records.get(place)).ifPresent(found::add);
        }
        return found;
    }
}
