package dev.consentledger.core.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.text.Base64Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final NoteSignature SIGNATURE =
            new NoteSignature("a.example/b", 0x80000001, new byte[] {1, 2, 3});

    static Stream<Path> malformed() {
        return Golden.files("log/negative/notes");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void noteWithAFaultIsMalformed(Path file) {
        assertThatExceptionOfType(MalformedNote.class)
                .isThrownBy(() -> SignedNote.parse(Golden.bytes(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "checkpoint-cosigned",
                "checkpoint-rotated",
                "checkpoint-empty"
            })
    void goldenNoteIsReadAndWrittenToTheSameBytes(String name) throws MalformedNote {
        assertThat(SignedNote.parse(GoldenLog.bytes(name)).toBytes())
                .isEqualTo(GoldenLog.bytes(name));
    }

    @Test
    void noteOfGoIsSignedToTheSameLine() throws Exception {
        JsonNode go = PublishedVectors.get("goNote");
        byte[] typeAndSeed =
                Base64Text.read(go.get("privateKey").asText().split("\\+", 5)[4]).orElseThrow();
        NoteSigner signer =
                new NoteSigner(
                        "PeterNeumann",
                        Ed25519PrivateKey.ofSeed(Arrays.copyOfRange(typeAndSeed, 1, 33)));

        SignedNote note =
                new SignedNote(
                        go.get("text").asText(), List.of(signer.sign(go.get("text").asText())));

        assertThat(signer.verifierKey().encode()).isEqualTo(go.get("vkey").asText());
        assertThat(new String(note.toBytes(), UTF_8))
                .isEqualTo(go.get("text").asText() + "\n" + go.get("line").asText() + "\n");
        assertThat(new TrustedKeys(List.of(signer.verifierKey())).verify(note))
                .isInstanceOf(NoteVerification.Verified.class);
    }

    @Test
    void theLastEmptyLineEndsTheText() throws MalformedNote {
        String published = PublishedVectors.get("noteWithEmptyLine").asText();

        SignedNote note = SignedNote.parse(published.getBytes(UTF_8));

        assertThat(note.text()).endsWith("sole:\n\ned \u00e8 subito sera.\n");
        assertThat(note.signatures()).hasSize(1);
        assertThat(note.toBytes()).isEqualTo(published.getBytes(UTF_8));
    }

    @Property
    void anyTextIsReadBack(
            @ForAll @Size(max = 4) List<@StringLength(max = 12) String> lines,
            @ForAll @Size(min = 1, max = 4) List<Integer> keyIds)
            throws MalformedNote {
        String text =
                String.join("\n", lines).replaceAll("[\\x00-\\x09\\x0b-\\x1f]|\\p{Cs}", "?") + "\n";
        List<NoteSignature> signatures =
                keyIds.stream()
                        .map(id -> new NoteSignature("\u00e4.example/" + id, id, new byte[] {7}))
                        .toList();
        SignedNote note = new SignedNote(text, signatures);

        assertThat(SignedNote.parse(note.toBytes())).isEqualTo(note);
    }

    @Test
    void linesOfOtherTypesAreKeptAsTheyAre() throws MalformedNote {
        SignedNote note = SignedNote.parse(GoldenLog.bytes("checkpoint-cosigned"));

        assertThat(note.signatures().stream().map(NoteSignature::name))
                .containsExactly(
                        GoldenLog.ORIGIN, GoldenLog.WITNESS, "pq.example/w3", GoldenLog.WITNESS_2);
        assertThat(note.signatures().get(2).keyId()).isEqualTo(0x0badcafe);
        assertThat(note.signatures().get(2).signature()).hasSize(96);
    }

    @Test
    void upTo100SignaturesAreRead() throws MalformedNote {
        SignedNote note = new SignedNote("a\n", Collections.nCopies(100, SIGNATURE));

        assertThat(SignedNote.parse(note.toBytes())).isEqualTo(note);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote("a\n", Collections.nCopies(101, SIGNATURE)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("a\n", List.of()));
    }

    @Test
    void aNoteOfMoreThanAMillionBytesIsNotTakenApart() {
        byte[] bytes = new SignedNote("a".repeat(1_000_000) + "\n", List.of(SIGNATURE)).toBytes();

        assertThatExceptionOfType(MalformedNote.class)
                .isThrownBy(() -> SignedNote.parse(bytes))
                .withMessageContaining("1000000 bytes");
    }

    @Test
    void signaturesAreAddedOnce() {
        SignedNote note = new SignedNote("a\n", List.of(SIGNATURE));
        NoteSignature other = new NoteSignature("a.example/c", 1, new byte[] {4});

        assertThat(note.with(List.of(SIGNATURE, other, other)).signatures())
                .containsExactly(SIGNATURE, other);
        assertThat(note.signatures()).containsExactly(SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\r\n", "a\tb\n", "\u0000\n", "\ud800\n"})
    void textThatNobodyMaySignIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote(text, List.of(SIGNATURE)));
    }

    @Test
    void answersOfWitnessesAreReadAsLines() throws MalformedNote {
        String lines = SIGNATURE.line() + "\n" + SIGNATURE.line() + "\n";

        assertThat(SignedNote.signatures(lines)).containsExactly(SIGNATURE, SIGNATURE);
        for (String other : new String[] {"", "\n", lines + "\n", lines.strip(), "\n" + lines}) {
            assertThatExceptionOfType(MalformedNote.class)
                    .isThrownBy(() -> SignedNote.signatures(other));
        }
    }

    @Test
    void aSignatureCannotBeChangedFromOutside() {
        byte[] bytes = {1, 2, 3};
        NoteSignature signature = new NoteSignature("a.example/b", 0x80000001, bytes);
        bytes[0] = 9;
        signature.signature()[1] = 9;

        assertThat(signature).isEqualTo(SIGNATURE).hasSameHashCodeAs(SIGNATURE);
        assertThat(signature).hasToString("\u2014 a.example/b gAAAAQECAw==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\u0085b", "a\nb", "\u3000"})
    void aNameWithSpaceOrPlusIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteSignature(name, 1, new byte[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteSigner(name, GoldenLog.privateKey("log")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cosigner(name, GoldenLog.privateKey("log")));
    }
}
