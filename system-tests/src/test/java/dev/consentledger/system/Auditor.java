package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.verify.VerifierMain;
import dev.consentledger.system.Http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Verifies the logs of a running ledger-service as an auditor does, with the verifier's commands.
 */
final class Auditor {

    private static final int SHARDS = 4;
    private static final int NOT_FOUND = 404;

    private final ConsentSystem system;
    private final Path trust;

    /** Takes what ledger-service says of its keys for what was handed over on another way. */
    private Auditor(ConsentSystem system) throws IOException {
        this.system = system;
        this.trust = Files.createTempFile(system.stand().directory(), "trust", "");
        String keys =
                await("keys of the logs")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> get("/logs/trust"), answer -> answer.status() == 200)
                        .body();
        Files.writeString(trust, keys);
    }

    static Auditor of(ConsentSystem system) {
        try {
            return new Auditor(system);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every leaf, tile, root and checkpoint of every log, now. */
    static void auditsAll(ConsentSystem system) {
        of(system).audit();
    }

    void audit() {
        for (int shard = 0; shard < SHARDS; shard++) {
            if (isSigned(shard)) {
                passes(
                        "audit",
                        "--trust",
                        trust.toString(),
                        "--quiet",
                        "--bearer-file",
                        system.stand()
                                .directory()
                                .resolve("keys")
                                .resolve("auditor.token")
                                .toString(),
                        log(shard).toString());
            }
        }
    }

    /**
     * Compares each log with the checkpoint that was seen last, and remembers the new one.
     *
     * @param memory a folder that is there
     */
    void monitor(Path memory) {
        for (int shard = 0; shard < SHARDS; shard++) {
            if (isSigned(shard)) {
                passes(
                        "monitor",
                        "--trust",
                        trust.toString(),
                        "--state",
                        memory.resolve("shard-" + shard).toString(),
                        log(shard).toString());
            }
        }
    }

    /** Calls the verifier; gives what it printed. */
    static String passes(String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(output, true, UTF_8);
        int exit = VerifierMain.run(command, print, print);
        String printed = output.toString(UTF_8);
        assertThat(exit).as("%s %s%n%s", List.of(command), Extent.seed(), printed).isZero();
        return printed;
    }

    /** A log without entries has no checkpoint. */
    private boolean isSigned(int shard) {
        return await("the log of shard " + shard)
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(
                                () -> get("/logs/1/%d/checkpoint".formatted(shard)).status(),
                                status -> status == 200 || status == NOT_FOUND)
                == 200;
    }

    private URI log(int shard) {
        return system.service(LEDGER_SERVICE).uri().resolve("/logs/1/" + shard);
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return Http.get(system.service(LEDGER_SERVICE).uri().resolve(path));
    }
}
