package dev.consentledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.verify.VerifierMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The verifier's witness, on a thread of its own. */
final class RealWitness implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final URI url;
    private final Thread thread;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /**
     * @param logs a trust file with the logs that it knows
     */
    RealWitness(String keyName, Path key, Path state, Path logs, URI url) {
        this.url = url;
        PrintStream out = new PrintStream(output, true, UTF_8);
        String[] arguments = {
            "witness",
            "--name",
            keyName,
            "--key",
            key.toString(),
            "--state",
            state.toString(),
            "--logs",
            logs.toString(),
            "--port",
            String.valueOf(url.getPort())
        };
        thread = new Thread(() -> VerifierMain.run(arguments, out, out), "witness-in-test");
        thread.start();
        await().atMost(START_MAX).until(() -> output.toString(UTF_8).contains("at http"));
    }

    /** Sends what a log would send; gives the status. */
    int add(AddCheckpoint request) throws IOException, InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(url.resolve("/add-checkpoint"))
                        .POST(BodyPublishers.ofByteArray(request.toBytes()))
                        .build();
        HttpResponse<Void> answer =
                HttpClient.newHttpClient().send(post, BodyHandlers.discarding());
        return answer.statusCode();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(START_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
