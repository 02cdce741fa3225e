package dev.consentledger.core.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.consentledger.core.verify.Witness.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A witness's two paths over HTTP: {@code POST /add-checkpoint} and {@code GET /<hex SHA-256 of the
 * origin>/checkpoint}.
 */
final class WitnessServer implements AutoCloseable {

    /** A proof of 63 hashes and a note of dozens of signatures. */
    static final int BODY_BYTES_MAX = 131_072;

    private static final int THREADS = 8;
    private static final String ADD_CHECKPOINT = "/add-checkpoint";
    private static final String CHECKPOINT = "/checkpoint";

    private final Witness witness;
    private final PrintStream log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Serves from now on. */
    WitnessServer(Witness witness, InetSocketAddress address, PrintStream log) {
        this.witness = witness;
        this.log = log;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            threads.shutdown();
            throw new Unavailable("%s cannot be served (%s)".formatted(address, Reasons.of(e)));
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerTo(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals(ADD_CHECKPOINT)) {
            return method.equals("POST") ? add(exchange) : Answer.of(405, "expected POST");
        }
        if (path.endsWith(CHECKPOINT)) {
            return method.equals("GET")
                    ? witness.last(path.substring(1, path.length() - CHECKPOINT.length()))
                    : Answer.of(405, "expected GET");
        }
        return Answer.of(404, "there is nothing here");
    }

    private Answer add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Answer.of(413, "a request has at most %d bytes".formatted(BODY_BYTES_MAX));
        }
        try {
            Answer answer = witness.add(body);
            if (answer.status() != 200) {
                log.printf("refused: status=%d%n", answer.status());
            }
            return answer;
        } catch (Unavailable e) {
            log.println("not stored, and so not cosigned: " + e.getMessage());
            return Answer.of(500, "the witness cannot store what it would cosign");
        }
    }
}
