package dev.consentledger.core.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.text.Base64Text;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

    private static final Hash ROOT =
            Base64Text.readHash(GoldenLog.FACTS.get("root").asText()).orElseThrow();
    private static final Checkpoint GOLDEN = Checkpoint.of(GoldenLog.ORIGIN, GoldenLog.SIZE, ROOT);

    static Stream<Path> malformed() {
        return Golden.files("log/negative/checkpoints");
    }

    static Stream<String> published() {
        return Golden.json(Path.of("src/test/resources/vectors/note/vectors.json"))
                .get("checkpoints")
                .valueStream()
                .map(JsonNode::asText);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void checkpointWithAFaultIsMalformedThoughItIsASignedNote(Path file) throws Exception {
        byte[] bytes = Golden.bytes(file);

        // Without its origin or root's line end the rest may be no note either.
        assertThatExceptionOfType(MalformedCheckpoint.class)
                .isThrownBy(() -> SignedCheckpoint.parse(bytes));
        assertThat(SignedNote.parse(bytes).signatures()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("published")
    void checkpointOfTheSpecificationIsReadAndWrittenToTheSameBytes(String published)
            throws MalformedCheckpoint {
        SignedCheckpoint signed = SignedCheckpoint.parse(published.getBytes(UTF_8));

        assertThat(signed.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(signed.checkpoint().size()).isEqualTo(20_852_163);
        assertThat(signed.checkpoint().extensions()).isEmpty();
        assertThat(signed.checkpoint().text()).isEqualTo(signed.note().text());
        assertThat(signed.toBytes()).isEqualTo(published.getBytes(UTF_8));
    }

    @Test
    void goldenCheckpointIsSignedToTheSameBytes() throws MalformedCheckpoint {
        SignedCheckpoint signed = SignedCheckpoint.sign(GOLDEN, List.of(GoldenLog.signer("log")));

        assertThat(signed.toBytes()).isEqualTo(GoldenLog.bytes("checkpoint"));
        assertThat(SignedCheckpoint.parse(signed.toBytes())).isEqualTo(signed);
        assertThat(SignedCheckpoint.parse(signed.toBytes()).checkpoint()).isEqualTo(GOLDEN);
    }

    @Test
    void goldenCheckpointIsSignedWithBothKeysWhileTheyChange() {
        SignedCheckpoint signed =
                SignedCheckpoint.sign(
                        GOLDEN, List.of(GoldenLog.signer("log"), GoldenLog.signer("next")));

        assertThat(signed.toBytes()).isEqualTo(GoldenLog.bytes("checkpoint-rotated"));
    }

    @Test
    void goldenCheckpointIsCosignedToTheSameBytes() throws MalformedCheckpoint {
        Instant time = Instant.ofEpochSecond(GoldenLog.FACTS.get("time").asLong());
        SignedCheckpoint golden = SignedCheckpoint.parse(GoldenLog.bytes("checkpoint-cosigned"));
        SignedCheckpoint signed = SignedCheckpoint.sign(GOLDEN, List.of(GoldenLog.signer("log")));

        SignedCheckpoint cosigned =
                signed.with(
                        List.of(
                                GoldenLog.cosigner("witness", GoldenLog.WITNESS)
                                        .cosign(GOLDEN.text(), time),
                                golden.note().signatures().get(2),
                                GoldenLog.cosigner("witness2", GoldenLog.WITNESS_2)
                                        .cosign(GOLDEN.text(), time.plusSeconds(60))));

        assertThat(cosigned.toBytes()).isEqualTo(golden.toBytes());
        assertThat(cosigned).isEqualTo(golden).hasSameHashCodeAs(golden);
        assertThat(cosigned).isNotEqualTo(signed);
    }

    @Test
    void theEmptyTreeHasACheckpoint() throws MalformedCheckpoint {
        Checkpoint empty = Checkpoint.of(GoldenLog.ORIGIN, 0, TreeHash.emptyRoot());

        assertThat(SignedCheckpoint.sign(empty, List.of(GoldenLog.signer("log"))).toBytes())
                .isEqualTo(GoldenLog.bytes("checkpoint-empty"));
        assertThat(Checkpoint.parse(empty.text())).isEqualTo(empty);
    }

    @Test
    void extensionsOfOthersAreKept() throws MalformedCheckpoint {
        Checkpoint extended =
                new Checkpoint("a log with spaces", Long.MAX_VALUE, ROOT, List.of("one", "+ two"));

        assertThat(Checkpoint.parse(extended.text())).isEqualTo(extended);
        assertThat(extended.text()).endsWith("=\none\n+ two\n");
    }

    @Test
    void whatIsNoCheckpointCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("", 1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a\nb", 1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a", -1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a", 0, ROOT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("a", 1, ROOT, List.of("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedCheckpoint.sign(GOLDEN, List.of()));
    }
}
