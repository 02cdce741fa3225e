package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.witness.WitnessFiles;
import dev.consentledger.standalone.witness.WitnessProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A witness beside the ledger of a stand, with a key of its own. It has to know the ledger's keys,
 * and the ledger its key: at the first start the ledger comes first, later the witness, so that the
 * ledger hears it before it signs. Used by one thread.
 */
public final class OwnWitness implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Stand stand;
    private final WitnessFiles files;
    private Optional<WitnessProcess> process = Optional.empty();

    private OwnWitness(Stand stand, WitnessFiles files) {
        this.stand = stand;
        this.files = files;
    }

    /** Makes what is missing, and starts the witness where it knows the ledger from before. */
    public static OwnWitness prepare(Stand stand) {
        OwnWitness witness = new OwnWitness(stand, stand.witnessFiles());
        if (witness.files.knowsLogs()) {
            witness.start();
        }
        return witness;
    }

    /** With what the ledger asks it, as environment variables. */
    public Map<String, String> ledgerEnvironment() {
        return files.ledgerEnvironment();
    }

    /**
     * Has it know the ledger that runs now, and starts it where that is new to it. Of a ledger that
     * signs nothing there is nothing to witness.
     *
     * @param ledger where the ledger answers, without a path
     */
    public void meet(URI ledger) {
        Optional<byte[]> trust = trust(ledger);
        if (trust.isPresent() && (files.know(trust.get()) || process.isEmpty())) {
            process.ifPresent(WitnessProcess::stop);
            start();
        }
    }

    private void start() {
        process = Optional.of(WitnessProcess.start(files, stand.logs().resolve("witness.log")));
    }

    private static Optional<byte[]> trust(URI ledger) {
        HttpRequest request =
                HttpRequest.newBuilder(ledger.resolve("/logs/trust")).timeout(ANSWER_MAX).build();
        try {
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("ledger-service does not say its keys: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while asking for the ledger's keys.", e);
        }
    }

    /** The witness; absent where it was not started. */
    public Optional<WitnessProcess> process() {
        return process;
    }

    @Override
    public void close() {
        process.ifPresent(WitnessProcess::stop);
    }
}
