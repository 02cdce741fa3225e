package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessCommandTest {

    private static final String NAME = "witness.example/w1";

    @TempDir Path folder;

    @Test
    void aKeyIsForItsOwnerAlone() throws Exception {
        String key = folder.resolve("key.pem").toString();

        Program.Result result = Program.run("keygen", "--key", key, "--name", NAME);

        assertThat(result.code()).as(result.err()).isZero();
        VerifierKey vkey = VerifierKey.parse(result.out().strip());
        assertThat(vkey.name()).isEqualTo(NAME);
        assertThat(vkey.type()).isEqualTo(SignatureType.COSIGNATURE_V1);
        assertThat(Ed25519PrivateKey.ofPem(Files.readString(Path.of(key))).publicKey())
                .isEqualTo(vkey.key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))))
                .isEqualTo("rw-------");
    }

    @Test
    void anExistingKeyIsLeftAlone() throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), "mine");

        Program.Result result = Program.run("keygen", "--key", key.toString(), "--name", NAME);

        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err()).contains("it is there already");
        assertThat(key).hasContent("mine");
        assertThat(
                        Program.run(
                                        "keygen",
                                        "--key",
                                        folder.resolve("new").toString(),
                                        "--name",
                                        "a b")
                                .code())
                .isEqualTo(64);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aLogsKeyIsOfItsOwnType() throws Exception {
        Program.Result result =
                Program.run(
                        "keygen",
                        "--log",
                        "--json",
                        "--name",
                        GrowingLog.ORIGIN,
                        "--key",
                        folder.resolve("log.pem").toString());

        assertThat(VerifierKey.parse(result.json().get("vkey").asText()).type())
                .isEqualTo(SignatureType.ED25519);
    }

    @Test
    void aWitnessListensUntilItIsStopped() throws IOException {
        GrowingLog log = new GrowingLog(folder.resolve("log"), 1, 24);
        Files.createDirectories(log.folder());
        String key = folder.resolve("key.pem").toString();
        Program.run("keygen", "--key", key, "--name", NAME);
        String[] arguments = {
            "witness",
            "--key",
            key,
            "--name",
            NAME,
            "--state",
            folder.resolve("state").toString(),
            "--logs",
            log.trust(),
            "--port",
            "0",
            "--json"
        };

        Program.Result stopped = Program.run(WitnessCommandTest::stop, arguments);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.json().get("url").asText()).startsWith("http://127.0.0.1:");
        assertThat(stopped.json().get("origins").get(0).asText()).isEqualTo(GrowingLog.ORIGIN);
    }

    @Test
    void whatAWitnessNeedsIsSaid() throws IOException {
        Path noLogs = Files.writeString(folder.resolve("no-logs"), "quorum none\n");
        Path noKey = Files.writeString(folder.resolve("no-key"), "x");
        String key = folder.resolve("key.pem").toString();
        Program.run("keygen", "--key", key, "--name", NAME);

        assertThat(Program.run("witness").err()).contains("--port is required");
        assertThat(Program.run("witness", "--port", "65536").err())
                .contains("--port is a whole number from 0 to 65535");
        assertThat(
                        Program.run(
                                        "witness",
                                        "--port",
                                        "0",
                                        "--name",
                                        NAME,
                                        "--key",
                                        noKey.toString())
                                .err())
                .contains("no PKCS#8 private key in PEM");
        assertThat(
                        Program.run(
                                        "witness",
                                        "--port",
                                        "0",
                                        "--name",
                                        NAME,
                                        "--key",
                                        key,
                                        "--logs",
                                        noLogs.toString())
                                .err())
                .contains("the trust file has no log");
    }

    private static void stop(java.time.Duration duration) throws InterruptedException {
        throw new InterruptedException();
    }
}
