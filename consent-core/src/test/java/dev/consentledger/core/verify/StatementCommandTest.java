package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCommandTest {

    @TempDir Path folder;

    @Test
    void statementIsSignedWithTheOperatorsKey() throws Exception {
        String key = folder.resolve("operator.pem").toString();
        String vkey =
                Program.run("keygen", "--operator", "--key", key, "--name", "operator.example/anna")
                        .out()
                        .strip();

        Program.Result result = statement(key, "7", "9");
        SignedStatement signed = SignedStatement.parse(result.out().getBytes(UTF_8));

        assertThat(result.code()).isZero();
        assertThat(signed.statement())
                .isEqualTo(
                        new GapStatement(
                                "ledger.example/1/2", "q0wXcTzRS2qXy1LqV6aJ_g", 7, 9, "lost"));
        assertThat(new TrustedKeys(List.of(VerifierKey.parse(vkey))).verify(signed.note()))
                .isInstanceOf(NoteVerification.Verified.class);
    }

    @Test
    void statementThatSaysNothingSensibleIsNotSigned() {
        String key = folder.resolve("operator.pem").toString();
        Program.run("keygen", "--operator", "--key", key, "--name", "operator.example/anna");

        assertThat(statement(key, "9", "9").code()).isEqualTo(64);
        assertThat(statement(key, "x", "9").code()).isEqualTo(64);
        assertThat(statement(folder.resolve("none").toString(), "7", "9").code()).isEqualTo(64);
        assertThat(Program.run("statement", "--key", key).code()).isEqualTo(64);
    }

    private static Program.Result statement(String key, String from, String to) {
        return Program.run(
                "statement",
                "--key",
                key,
                "--name",
                "operator.example/anna",
                "--origin",
                "ledger.example/1/2",
                "--topic",
                "q0wXcTzRS2qXy1LqV6aJ_g",
                "--from",
                from,
                "--to",
                to,
                "--reason",
                "lost");
    }
}
