package dev.consentledger.standalone.witness;

import dev.consentledger.standalone.process.Await;
import dev.consentledger.standalone.process.GuardedProcess;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.Privileges;
import dev.consentledger.standalone.process.ServerProcess;
import dev.consentledger.standalone.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The verifier's witness as a child process on 127.0.0.1. It cosigns what the ledger beside it
 * sends: that shows how cosigning works, and proves little, since whoever has this machine has
 * both.
 */
public final class WitnessProcess extends ServerProcess {
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_MAX)
                    .build();

    private final WitnessFiles files;

    private WitnessProcess(WitnessFiles files, Path log) {
        super("witness", files.port(), log);
        this.files = files;
        begin();
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param files of a witness that was told which logs it knows
     * @param log its output is appended there
     */
    public static WitnessProcess start(WitnessFiles files, Path log) {
        WitnessProcess started = new WitnessProcess(files, log);
        started.awaitReady();
        return started;
    }

    @Override
    protected GuardedProcess start() {
        LogFile.rotate(log());
        return GuardedProcess.start(
                Privileges.UNCHANGED.prefix(StopSignal.TERM),
                files.java(
                        "witness",
                        "--key",
                        files.key().toString(),
                        "--name",
                        WitnessFiles.NAME,
                        "--state",
                        files.state().toString(),
                        "--logs",
                        files.logs().toString(),
                        "--port",
                        String.valueOf(port())),
                Map.of(),
                StopSignal.TERM,
                log());
    }

    private synchronized void awaitReady() {
        Await.ready(name(), process(), log(), READY_MAX, this::isReady);
    }

    /** Whether it answers now. */
    public boolean isReady() {
        URI nothing = URI.create("http://127.0.0.1:%d/".formatted(port()));
        try {
            HttpRequest request = HttpRequest.newBuilder(nothing).timeout(ANSWER_MAX).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 404;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void restart() {
        super.restart();
        awaitReady();
    }
}
