package dev.consentledger.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
    @TempDir Path directory;
    private Path log;

    @BeforeEach
    void log() {
        log = directory.resolve("server.log");
    }

    @Test
    void exitCodeIsTheServersOwn() throws Exception {
        GuardedProcess process = start("echo out; echo err >&2; exit 3");
        assertThat(exitCode(process)).isEqualTo(3);
        assertThat(Files.readString(log)).isEqualTo("out\nerr\n");
    }

    @Test
    void stopSendsItsSignal() throws Exception {
        GuardedProcess process =
                start("trap 'echo told; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        Await.ready(
                "server",
                process,
                log,
                Duration.ofSeconds(10),
                () -> Files.exists(log) && LogFile.tail(log, 1).equals("up"));
        process.stop(Duration.ofSeconds(10));
        assertThat(exitCode(process)).isZero();
        assertThat(LogFile.tail(log, 1)).isEqualTo("told");
    }

    @Test
    void oneThatDoesNotStopIsKilledWithItsChildren() throws Exception {
        GuardedProcess process = start("trap '' TERM; echo up; while :; do sleep 0.05; done");
        Await.ready(
                "server",
                process,
                log,
                Duration.ofSeconds(10),
                () -> Files.exists(log) && LogFile.tail(log, 1).equals("up"));
        process.stop(Duration.ofMillis(300));
        assertThat(exitCode(process)).isEqualTo(137);
        assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void oneThatEndsWhileStartingIsReportedWithTheEndOfItsLog() {
        GuardedProcess process = start("echo 'no such configuration'; exit 1");
        assertThatThrownBy(
                        () ->
                                Await.ready(
                                        "ledger-service",
                                        process,
                                        log,
                                        Duration.ofSeconds(10),
                                        () -> false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ledger-service ended while starting")
                .hasMessageContaining("no such configuration");
    }

    @Test
    void aMissingProgramIsReported() throws Exception {
        GuardedProcess process =
                GuardedProcess.start(
                        List.of(), List.of("/no/such/program"), Map.of(), StopSignal.TERM, log);
        assertThat(exitCode(process)).isEqualTo(127);
    }

    @Test
    void aLargeLogIsSetAside() throws Exception {
        Files.writeString(log, "0123456789");
        LogFile.rotate(log, 10);
        assertThat(log).exists();
        LogFile.rotate(log, 9);
        assertThat(log).doesNotExist();
        assertThat(directory.resolve("server.log.1")).hasContent("0123456789");
    }

    private GuardedProcess start(String script) {
        return GuardedProcess.start(
                List.of(), List.of("sh", "-c", script), Map.of(), StopSignal.TERM, log);
    }

    private static int exitCode(GuardedProcess process) throws Exception {
        return process.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
