package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.proof.EntryProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    @TempDir Path folder;

    private String trust;
    private String trustWitness;
    private String proof;

    @BeforeEach
    void files() throws IOException {
        String log = "log " + GoldenLog.key("log") + "\n";
        trust = file("trust", (log + "quorum none\n").getBytes());
        trustWitness =
                file(
                        "trust-witness",
                        (log + "witness w " + GoldenLog.key("witness") + "\nquorum w\n")
                                .getBytes());
        proof = file("proof.json", GoldenLog.bytes("entry-0.proof.json"));
    }

    @Test
    void aProofPassesAndEachCheckSaysWhy() {
        Program.Result result = Program.run("verify", "--trust", trust, proof);

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo(
                        """
                        passed           format         the proof is written as specified
                        passed           inclusion      this is the entry 0 of the 300 under the checkpoint
                        passed           log-signature  signed by the log ledger.example/consent/1/2
                        not established  witnesses      no witness is trusted: when the entry existed is the log's word (not required)
                        By when the entry existed is not established.
                        Result: passed
                        """);
    }

    @Test
    void aWitnessSaysByWhenTheEntryExisted() {
        Program.Result text = Program.run("verify", "--trust", trustWitness, proof);
        Program.Result json = Program.run("verify", "--json", "--trust=" + trustWitness, proof);

        assertThat(text.code()).isZero();
        assertThat(text.out())
                .contains(
                        "The entry existed no later than 2026-11-22T10:15:30Z,"
                                + " according to witness witness.example/w1.");
        assertThat(json.code()).isZero();
        assertThat(json.check("witnesses")).isEqualTo("passed");
        assertThat(json.json().get("outcome").asText()).isEqualTo("passed");
        assertThat(json.json().at("/existedNoLaterThan/time").asText())
                .isEqualTo("2026-11-22T10:15:30Z");
        assertThat(json.json().at("/existedNoLaterThan/witness").asText())
                .isEqualTo("witness.example/w1");
    }

    @Test
    void withoutTrustedKeysAProofIsOnlyConsistentWithItself() {
        Program.Result result = Program.run("verify", proof);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out())
                .contains("the proof is only consistent with itself")
                .endsWith("Result: not established\n");
    }

    @Test
    void anEntryAndItsTlogProofAreTwoFiles() throws IOException {
        String entry = file("entry", GoldenLog.entry0());
        String other = file("other", "{}".getBytes());
        String tlogProof = file("entry.tlog-proof", GoldenLog.bytes("entry-0.tlog-proof"));

        assertThat(Program.run("verify", "--trust", trust, entry, tlogProof).code()).isZero();
        Program.Result failed = Program.run("verify", "--trust", trust, "--json", other, tlogProof);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.check("inclusion")).isEqualTo("failed");
        assertThat(failed.check("log-signature")).isEqualTo("passed");
    }

    @Test
    void everyProofThatIsNotOneFails() {
        Golden.files("log/negative/entry-proofs")
                .forEach(
                        file ->
                                assertThat(
                                                Program.run(
                                                                "verify",
                                                                "--trust",
                                                                trust,
                                                                file.toString())
                                                        .code())
                                        .as("%s", file)
                                        .isEqualTo(1));
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        String tooLong = file("long", new byte[EntryProof.BYTES_MAX + 1]);
        String noTrust = file("no-trust", "log x\n".getBytes());

        assertUsage("expected BUNDLE.zip, PROOF.json, or ENTRY and PROOF.tlog-proof", "verify");
        assertUsage("absent cannot be read (it is not there)", "verify", folder + "/absent");
        assertUsage("has more than 4000000 bytes", "verify", tooLong);
        assertUsage(
                "no-trust is no trust file: line 1: a verifier key has the form name+id+base64",
                "verify",
                "--trust",
                noTrust,
                proof);
        assertUsage("unknown option --trusted", "verify", "--trusted", trust, proof);
        assertUsage("unknown option --json=yes", "verify", "--json=yes", proof);
        assertUsage("--trust needs a value", "verify", proof, "--trust");
        assertUsage("--trust is given twice", "verify", "--trust", trust, "--trust", trust, proof);
        assertUsage("There is no command verfy.", "verfy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "audit", "monitor", "witness", "keygen"})
    void everyCommandHasHelpWithItsExitCodes(String command) {
        Program.Result help = Program.run(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .startsWith(command)
                .contains("--json", "Exit: 0 ", "64 not called rightly");
        assertThat(Program.run("--help").out()).contains("  " + command + " ");
    }

    @Test
    void withoutACommandTheListIsPrinted() {
        assertThat(Program.run().code()).isEqualTo(64);
        assertThat(Program.run().err()).contains("COMMAND --help");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                VerifierMain.run(new String[] {"help"}, new PrintStream(out), new PrintStream(out));
        assertThat(code).isZero();
        assertThat(out.toString()).contains("verify");
    }

    private static void assertUsage(String message, String... arguments) {
        Program.Result result = Program.run(arguments);
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message);
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }
}
