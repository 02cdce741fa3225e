package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.system.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has the verifier's jar and a trust file, and believes nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrangerIT {

    private static final int EVENTS = 1_500;
    private static final long COMMAND_SECONDS_MAX = 120;
    private static final int FAILED = 1;

    @TempDir static Path directory;
    private static ConsentSystem system;
    private static Event event;
    private static Path trust;

    /** What a command printed, and how it ended. */
    private record Finding(int exit, String output) {}

    @BeforeAll
    static void letVisitorsChoose() throws Exception {
        system =
                ConsentSystem.startWitnessed(
                        directory.resolve("data"), CONSENT_API, LEDGER_SERVICE);
        Choices choices = new Choices();
        event = choices.of(0);
        assertThat(system.send(event).status()).isEqualTo(202);
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), n -> choices.of(n + 1), EVENTS - 1, 0)) {
            visitors.finish();
        }
        awaitThatAllIsSigned();
        trust = file("trust", get("/logs/trust").body());
    }

    private static void awaitThatAllIsSigned() {
        LedgerTables ledger = system.ledgerTables();
        await("everything under a checkpoint")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(ledger.consents()).hasSize(EVENTS);
                            assertThat(ledger.number("SELECT sum(size) FROM signed_heads"))
                                    .isEqualTo(ledger.size());
                        });
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    @Order(1)
    void proofOfAnEventIsVerifiedOffline() throws Exception {
        Path proof = file("proof.json", get("/v1/proofs/" + event.id()).body());

        Finding finding = verifier("verify", "--trust", trust.toString(), proof.toString());

        assertThat(finding.output()).contains("Result: passed");
        assertThat(finding.exit()).isZero();
        assertThat(verifier("verify", proof.toString()).output())
                .contains("only consistent with itself");
    }

    @Test
    @Order(1)
    void witnessSaysByWhenAnEventExisted() throws Exception {
        assertThat(system.witness().isReady()).isTrue();
        String path = "/v1/proofs/" + event.id() + "?checkpoint=cosigned";
        Answer cosigned =
                await("cosigned")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(() -> get(path), answer -> answer.status() == 200);
        Path proof = file("cosigned.json", cosigned.body());
        Path quorum =
                file("quorum", Files.readString(trust).replace("quorum none", "quorum standalone"));

        Finding finding = verifier("verify", "--trust", quorum.toString(), proof.toString());

        assertThat(finding.output())
                .contains("passed           witnesses")
                .contains("The entry existed no later than")
                .contains("according to witness standalone.localhost/witness")
                .contains("Result: passed");
        assertThat(finding.exit()).isZero();
    }

    @Test
    @Order(1)
    void everyLogIsAudited() throws Exception {
        for (int shard = 0; shard < 4; shard++) {
            Finding finding = audit(shard);

            assertThat(finding.output()).contains("Result: passed");
            assertThat(finding.exit()).isZero();
        }
    }

    @Test
    @Order(2)
    void entryThatASuperuserRewroteIsFound() throws Exception {
        int shard = system.appended(event.id()).path("entries").get(0).path("shard").asInt();
        execute("ALTER TABLE entries DISABLE TRIGGER entries_are_immutable");
        execute(
                "UPDATE entries SET entry = replace(convert_from(entry, 'UTF8'),"
                        + " '\"statistics\":{\"decision\":\"granted\"',"
                        + " '\"statistics\":{\"decision\":\"refused\"')::bytea WHERE shard = "
                        + shard
                        + " AND entry_index IN (SELECT entry_index FROM ids WHERE event_id = '"
                        + event.id()
                        + "')");

        Finding finding = audit(shard);

        assertThat(finding.output()).contains("Result: failed");
        assertThat(finding.exit()).isEqualTo(FAILED);
        assertThat(get("/v1/proofs/" + event.id()).body()).contains("log-damaged");
    }

    private static Finding audit(int shard) throws Exception {
        return verifier(
                "audit",
                "--trust",
                trust.toString(),
                "--bearer-file",
                system.stand().directory().resolve("keys").resolve("auditor.token").toString(),
                uri("/logs/1/" + shard).toString());
    }

    private static Finding verifier(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                ProjectFiles.find().verifier().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", "");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the verifier does not end: " + Files.readString(output));
        }
        return new Finding(process.exitValue(), Files.readString(output));
    }

    private static Answer get(String path) throws IOException, InterruptedException {
        return Http.get(uri(path));
    }

    private static URI uri(String path) {
        return system.service(LEDGER_SERVICE).uri().resolve(path);
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content, StandardCharsets.UTF_8);
    }

    private static void execute(String sql) {
        new LedgerTables(system.stand(), system.stand().ledgerSuperuser()).execute(sql);
    }
}
