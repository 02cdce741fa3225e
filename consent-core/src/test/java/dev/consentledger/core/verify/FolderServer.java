package dev.consentledger.core.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Serves a folder as a ledger does, on a free port. */
final class FolderServer implements AutoCloseable {

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** How many answers are errors of the server before the right ones come. */
    final AtomicInteger errors = new AtomicInteger();

    /** The paths that came with a token. */
    final List<String> withToken = new CopyOnWriteArrayList<>();

    volatile Optional<String> token = Optional.empty();

    FolderServer(Path folder) {
        this.folder = folder;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/logs/1/0/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/logs/1/0".formatted(server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (errors.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath().substring("/logs/1/0/".length());
            Optional<String> sent =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            sent.ifPresent(header -> withToken.add(path));
            boolean bundle = path.startsWith("tile/entries/");
            if (bundle && token.isPresent() && !sent.equals(token.map(t -> "Bearer " + t))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            Path file = folder.resolve(path);
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = bundle ? zipped(Files.readAllBytes(file)) : Files.readAllBytes(file);
            if (bundle) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
