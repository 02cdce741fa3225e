package dev.consentledger.core.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * A log's prefix on a server. What is not answered in time, or with an error of the server, is
 * asked for again a few times. Redirects are not followed: a log's prefix is what was said.
 */
final class LogServer implements LogFiles {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final int ATTEMPTS_MAX = 4;

    /** Enough to fill a line over a long way, and no load for a server. */
    private static final int READS_AT_ONCE = 8;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final URI prefix;
    private final Optional<String> bearer;
    private final Terminal.Pause pause;
    private final ExecutorService threads = Executors.newCachedThreadPool(LogServer::daemon);

    /**
     * @param prefix with a slash at its end
     * @param bearer the token for entry bundles; sent with nothing else
     */
    LogServer(URI prefix, Optional<String> bearer, Terminal.Pause pause) {
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT_TIME_MAX)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.prefix = prefix;
        this.bearer = bearer;
        this.pause = pause;
    }

    @Override
    public int readsAtOnce() {
        return READS_AT_ONCE;
    }

    @Override
    public Optional<byte[]> read(String path, int bytesMax) {
        HttpRequest request = request(path);
        Duration wait = PAUSE_FIRST;
        for (int attempt = 1; ; attempt++) {
            try {
                return inTime(() -> ask(request, path, bytesMax));
            } catch (IOException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new Unavailable(
                            "%s cannot be read (%s)".formatted(request.uri(), Reasons.of(e)));
                }
            }
            rest(wait);
            wait = wait.multipliedBy(2);
        }
    }

    /** The client's own limit ends with the headers; an answer may stop after them. */
    private Optional<byte[]> inTime(Callable<Optional<byte[]>> ask) throws IOException {
        Future<Optional<byte[]>> answer = threads.submit(ask);
        try {
            return answer.get(ANSWER_TIME_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer in time");
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e.getCause() instanceof Unavailable known
                    ? known
                    : new Unavailable("reading failed: " + e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private void rest(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "reads");
        thread.setDaemon(true);
        return thread;
    }

    private static Unavailable interrupted() {
        Thread.currentThread().interrupt();
        return new Unavailable("interrupted");
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(prefix.resolve(path))
                        .timeout(ANSWER_TIME_MAX)
                        .header("Accept-Encoding", "gzip")
                        .header("User-Agent", "consent-ledger-verifier");
        if (path.startsWith(LogReader.BUNDLES)) {
            bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        return request.build();
    }

    private Optional<byte[]> ask(HttpRequest request, String path, int bytesMax)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == OK) {
                return Optional.of(bytes(response, body, bytesMax));
            }
            if (status == NOT_FOUND || status == GONE) {
                return Optional.empty();
            }
            if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
                throw new IOException("answered with " + status);
            }
            String hint =
                    path.startsWith(LogReader.BUNDLES) && (status == 401 || status == 403)
                            ? "; entry bundles need a token: --bearer-file"
                            : "";
            throw new Unavailable("%s: answered with %d%s".formatted(request.uri(), status, hint));
        }
    }

    private static byte[] bytes(HttpResponse<InputStream> response, InputStream body, int bytesMax)
            throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding) {
            case "identity" -> body.readNBytes(bytesMax + 1);
            case "gzip" -> {
                try (InputStream plain = new GZIPInputStream(body, 1 << 16)) {
                    yield plain.readNBytes(bytesMax + 1);
                }
            }
            default -> throw new IOException("answered in the unknown encoding " + encoding);
        };
    }
}
