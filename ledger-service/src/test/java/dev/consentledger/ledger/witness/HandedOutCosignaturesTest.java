package dev.consentledger.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed out of the lines that stand in the database. */
class HandedOutCosignaturesTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30Z");
    private static final NoteSigner LOG =
            new NoteSigner(
                    "ledger.example/logs/1/0", Ed25519PrivateKey.generate(new SecureRandom()));
    private static final Cosigner ONE =
            new Cosigner("witness.example/1", Ed25519PrivateKey.generate(new SecureRandom()));
    private static final Cosigner TWO =
            new Cosigner("witness.example/2", Ed25519PrivateKey.generate(new SecureRandom()));

    private final SignedCheckpoint checkpoint = checkpoint(7);
    private final String text = checkpoint.note().text();
    private final HandedOutCosignatures handedOut = new HandedOutCosignatures(keys());

    private static Map<String, VerifierKey> keys() {
        Map<String, VerifierKey> keys = new LinkedHashMap<>();
        keys.put("one", ONE.verifierKey());
        keys.put("two", TWO.verifierKey());
        return keys;
    }

    @Test
    void cosignaturesStandUnderTheSignatureOfTheLog() throws Exception {
        NoteSignature one = ONE.cosign(text, TIME);
        NoteSignature two = TWO.cosign(text, TIME);

        byte[] note =
                handedOut.under(
                        checkpoint.toBytes(),
                        List.of(Optional.of(one.line()), Optional.of(two.line())));

        assertThat(SignedCheckpoint.parse(note)).isEqualTo(checkpoint.with(List.of(one, two)));
        assertThat(handedOut.refused("one")).isZero();
    }

    @Test
    void lineThatIsNoCosignatureIsLeftOutAndCountedOnce() {
        NoteSignature two = TWO.cosign(text, TIME);
        for (NoteSignature wrong :
                List.of(
                        ONE.cosign(checkpoint(8).note().text(), TIME),
                        new NoteSignature(
                                ONE.verifierKey().name(), ONE.verifierKey().keyId(), new byte[72]),
                        LOG.sign(text),
                        two)) {
            List<Optional<String>> lines =
                    List.of(Optional.of(wrong.line()), Optional.of(two.line()));
            for (int again = 0; again < 2; again++) {
                assertThat(handedOut.under(checkpoint.toBytes(), lines))
                        .isEqualTo(checkpoint.with(List.of(two)).toBytes());
            }
        }
        assertThat(handedOut.refused("one")).isEqualTo(4);
        assertThat(handedOut.refused("two")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "— witness.example/1 ", "x\n\ny\n2\nz\n\n— a b"})
    void lineThatIsNoneBreaksNoNote(String line) {
        List<Optional<String>> lines = List.of(Optional.of(line), Optional.empty());

        assertThat(handedOut.under(checkpoint.toBytes(), lines)).isEqualTo(checkpoint.toBytes());
        assertThat(handedOut.refused("one")).isEqualTo(1);
    }

    @Test
    void noteThatCannotBeReadComesBackAsItIs() {
        byte[] note = "no note".getBytes(StandardCharsets.UTF_8);
        List<Optional<String>> lines =
                List.of(Optional.of(ONE.cosign(text, TIME).line()), Optional.empty());

        assertThat(handedOut.under(note, lines)).isEqualTo(note);
    }

    private static SignedCheckpoint checkpoint(long size) {
        return SignedCheckpoint.sign(
                Checkpoint.of("ledger.example/logs/1/0", size, Hash.sha256(new byte[0])),
                List.of(LOG));
    }
}
