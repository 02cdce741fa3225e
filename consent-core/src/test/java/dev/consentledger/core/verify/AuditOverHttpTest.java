package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditOverHttpTest {

    @TempDir Path folder;

    private GrowingLog log;
    private FolderServer server;

    @BeforeEach
    void serve() {
        log = new GrowingLog(folder, 3, 200);
        log.growTo(5_000);
        server = new FolderServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServedLogPasses() {
        Program.Result result =
                Program.run("audit", "--json", "--trust", log.trust(), server.url() + "/");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("entries").asLong()).isEqualTo(5_000);
    }

    @Test
    void errorsOfTheServerAreAskedAgain() {
        server.errors.set(3);

        assertThat(Program.run("audit", "--trust", log.trust(), server.url()).code()).isZero();
    }

    @Test
    void aServerThatFailsAlwaysLeavesItOpen() {
        server.errors.set(1_000);

        Program.Result result =
                Program.run("audit", "--json", "--trust", log.trust(), server.url());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().get("error").asText()).contains("answered with 503");
    }

    @Test
    void aServerThatIsNotThereLeavesItOpen() {
        String url = server.url();
        server.close();

        assertThat(Program.run("audit", "--trust", log.trust(), url).code()).isEqualTo(2);
    }

    @Test
    void aTokenIsSentForEntryBundlesOnly() throws IOException {
        server.token = java.util.Optional.of("s3cret");
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");

        Program.Result without =
                Program.run("audit", "--json", "--trust", log.trust(), server.url());
        Program.Result with =
                Program.run(
                        "audit",
                        "--trust",
                        log.trust(),
                        "--bearer-file",
                        file.toString(),
                        server.url());

        assertThat(without.code()).isEqualTo(2);
        assertThat(without.out()).contains("entry bundles need a token");
        assertThat(with.code()).isZero();
        assertThat(server.withToken)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).startsWith("tile/entries/"));
        assertThat(
                        Program.run(
                                        "audit",
                                        "--bearer-file",
                                        file.toString(),
                                        "http://ledger.invalid/logs/1/0")
                                .code())
                .isEqualTo(64);
    }

    @Test
    void aTileThatIsNotServedFails() throws IOException {
        Files.delete(folder.resolve("tile/0/003"));

        Program.Result result = Program.run("audit", "--trust", log.trust(), server.url());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("Fault: tile/0/003: missing");
    }
}
