package dev.consentledger.core.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
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
 *
 * <p>Uses the older of the platform's clients, which reads on the thread that asks: the audit of a
 * log takes a third less of the processor than with {@code java.net.http}.
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

    /** Of an entry bundle the packed bytes are some fifth; a wrong guess costs a copy. */
    private static final int UNPACKED_GUESS = 6;

    private static final int PIECE = 1 << 16;

    private final URI prefix;
    private final Optional<String> bearer;
    private final Terminal.Pause pause;
    private final ExecutorService threads = Executors.newCachedThreadPool(LogServer::daemon);

    /**
     * @param prefix with a slash at its end
     * @param bearer the token for entry bundles; sent with nothing else
     */
    LogServer(URI prefix, Optional<String> bearer, Terminal.Pause pause) {
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
        URI uri = prefix.resolve(path);
        Duration wait = PAUSE_FIRST;
        for (int attempt = 1; ; attempt++) {
            try {
                return inTime(() -> ask(uri, path, bytesMax));
            } catch (IOException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new Unavailable("%s cannot be read (%s)".formatted(uri, Reasons.of(e)));
                }
            }
            rest(wait);
            wait = wait.multipliedBy(2);
        }
    }

    /** The client's own limit is for each piece of an answer, which may have many. */
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

    private HttpURLConnection request(URI uri, String path) throws IOException {
        HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection();
        request.setConnectTimeout((int) CONNECT_TIME_MAX.toMillis());
        request.setReadTimeout((int) ANSWER_TIME_MAX.toMillis());
        request.setInstanceFollowRedirects(false);
        request.setUseCaches(false);
        request.setRequestProperty("Accept", "*/*");
        request.setRequestProperty("Accept-Encoding", "gzip");
        request.setRequestProperty("User-Agent", "consent-ledger-verifier");
        if (path.startsWith(LogReader.BUNDLES)) {
            bearer.ifPresent(
                    token -> request.setRequestProperty("Authorization", "Bearer " + token));
        }
        return request;
    }

    private Optional<byte[]> ask(URI uri, String path, int bytesMax) throws IOException {
        HttpURLConnection request = request(uri, path);
        int status = request.getResponseCode();
        if (status == OK) {
            try (InputStream body = request.getInputStream()) {
                return Optional.of(bytes(request, body, bytesMax));
            }
        }
        // So that the connection can be used again.
        Optional<InputStream> rest = Optional.ofNullable(request.getErrorStream());
        if (rest.isPresent()) {
            rest.get().close();
        }
        if (status == NOT_FOUND || status == GONE) {
            return Optional.empty();
        }
        if (status < 0 || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new IOException("answered with " + status);
        }
        String hint =
                path.startsWith(LogReader.BUNDLES) && (status == 401 || status == 403)
                        ? "; entry bundles need a token: --bearer-file"
                        : "";
        throw new Unavailable("%s: answered with %d%s".formatted(uri, status, hint));
    }

    private static byte[] bytes(HttpURLConnection answer, InputStream body, int bytesMax)
            throws IOException {
        String encoding = Optional.ofNullable(answer.getContentEncoding()).orElse("identity");
        int length = Math.max(answer.getContentLength(), PIECE);
        return switch (encoding) {
            case "identity" -> atMost(bytesMax + 1, body, length + 1);
            case "gzip" -> {
                try (InputStream plain = new GZIPInputStream(body, PIECE)) {
                    yield atMost(bytesMax + 1, plain, (long) length * UNPACKED_GUESS);
                }
            }
            default -> throw new IOException("answered in the unknown encoding " + encoding);
        };
    }

    /** All bytes up to so many, without a copy where the guess is right or too high. */
    private static byte[] atMost(int bytesMax, InputStream from, long guess) throws IOException {
        byte[] bytes = new byte[(int) Math.min(guess, bytesMax)];
        int size = 0;
        for (int more = 0; more >= 0 && size < bytesMax; size += Math.max(more, 0)) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, bytesMax));
            }
            more = from.read(bytes, size, bytes.length - size);
        }
        return Arrays.copyOf(bytes, size);
    }
}
