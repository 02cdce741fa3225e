package dev.consentledger.ledger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.MalformedNote;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.text.DecimalText;
import dev.consentledger.ledger.witness.FailureKind;
import dev.consentledger.ledger.witness.KnownWitness;
import dev.consentledger.ledger.witness.WitnessCall;
import dev.consentledger.ledger.witness.WitnessReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Witnesses over HTTP (C2SP tlog-witness). Redirects are not followed: a witness is where the
 * operator has said. Thread-safe.
 */
public final class WitnessClient implements WitnessCall {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    /** For the whole of an answer: a witness has to write to its disk, and then to sign. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /** Dozens of signature lines, or a checkpoint with them. */
    private static final int BODY_BYTES_MAX = 65_536;

    private static final String SIZE = "text/x.tlog.size";
    private static final int OK = 200;
    private static final int CLIENT_ERROR = 400;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_MAX)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(WitnessClient::daemon);

    private record Answer(int status, String contentType, byte[] body) {}

    @Override
    public WitnessReply add(KnownWitness witness, AddCheckpoint request) {
        try {
            return reply(
                    inTime(
                            request(witness, "/add-checkpoint")
                                    .header("Content-Type", "text/plain; charset=utf-8")
                                    .POST(BodyPublishers.ofByteArray(request.toBytes()))
                                    .build()));
        } catch (HttpTimeoutException e) {
            return new WitnessReply.Failed(FailureKind.TIMEOUT, "it does not answer in time");
        } catch (IOException e) {
            return new WitnessReply.Failed(
                    FailureKind.UNREACHABLE, "it cannot be reached (%s)".formatted(reason(e)));
        }
    }

    @Override
    public Optional<byte[]> last(KnownWitness witness, String origin) {
        String path = "/%s/checkpoint".formatted(Hash.sha256(origin.getBytes(UTF_8)).toHex());
        try {
            Answer answer = inTime(request(witness, path).GET().build());
            return answer.status() == OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static HttpRequest.Builder request(KnownWitness witness, String path) {
        return HttpRequest.newBuilder(URI.create(witness.url() + path))
                .timeout(ANSWER_MAX)
                .header("User-Agent", "consent-ledger");
    }

    private static WitnessReply reply(Answer answer) {
        int status = answer.status();
        if (status == OK) {
            return cosigned(answer);
        }
        if (status == CONFLICT) {
            return conflict(answer);
        }
        if (status == UNPROCESSABLE) {
            return new WitnessReply.ProofRefused();
        }
        return new WitnessReply.Failed(kind(status), "it answers with %d".formatted(status));
    }

    private static FailureKind kind(int status) {
        if (status >= SERVER_ERROR) {
            return FailureKind.SERVER_ERROR;
        }
        return status >= CLIENT_ERROR ? FailureKind.REFUSED : FailureKind.MALFORMED;
    }

    private static WitnessReply cosigned(Answer answer) {
        String text = new String(answer.body(), UTF_8);
        List<NoteSignature> lines = new ArrayList<>();
        try {
            for (String line : text.lines().toList()) {
                lines.add(NoteSignature.parse(line));
            }
        } catch (MalformedNote e) {
            return new WitnessReply.Failed(
                    FailureKind.MALFORMED, "its answer has no signature lines");
        }
        return new WitnessReply.Cosigned(lines);
    }

    private static WitnessReply conflict(Answer answer) {
        OptionalLong size = DecimalText.read(new String(answer.body(), UTF_8).strip());
        return answer.contentType().startsWith(SIZE) && size.isPresent()
                ? new WitnessReply.Conflict(size.getAsLong())
                : new WitnessReply.Failed(
                        FailureKind.MALFORMED, "it answers with 409 and does not say its size");
    }

    /** The client's own limit ends with the headers; an answer may stop after them. */
    private Answer inTime(HttpRequest request) throws IOException {
        Future<Answer> answer = threads.submit(() -> ask(request));
        try {
            return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Answer ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body.readNBytes(BODY_BYTES_MAX));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "witness-call");
        thread.setDaemon(true);
        return thread;
    }
}
