package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {

    static Stream<Path> malformedTlogProofs() {
        return Golden.files("log/negative/tlog-proofs");
    }

    static Stream<Path> malformedEntryProofs() {
        return Golden.files("log/negative/entry-proofs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry-0.tlog-proof",
                "entry-299.tlog-proof",
                "entry-0-with-extra.tlog-proof"
            })
    void goldenFileIsReadAndWrittenToTheSameBytes(String name) throws MalformedProof {
        assertThat(TlogProof.parse(GoldenLog.bytes(name)).toBytes())
                .isEqualTo(GoldenLog.bytes(name));
    }

    @Test
    void goldenFileSaysWhatItsLinesSay() throws MalformedProof {
        TlogProof proof = TlogProof.parse(GoldenLog.bytes("entry-299.tlog-proof"));

        assertThat(proof.index()).isEqualTo(299);
        assertThat(proof.path()).hasSize(5);
        assertThat(proof.checkpoint().toBytes()).isEqualTo(GoldenLog.bytes("checkpoint-cosigned"));
        assertThat(proof.extra()).isEmpty();
        assertThat(TlogProof.parse(GoldenLog.bytes("entry-0-with-extra.tlog-proof")).extra())
                .contains("whatever".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("malformedTlogProofs")
    void fileWithAFaultIsMalformed(Path file) {
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> TlogProof.parse(Golden.bytes(file)));
    }

    @ParameterizedTest
    @MethodSource("malformedEntryProofs")
    void objectWithAFaultIsMalformed(Path file) {
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> EntryProof.parse(Golden.bytes(file)));
    }

    @Test
    void goldenObjectIsReadAndWrittenToTheSameBytes() throws MalformedProof {
        byte[] golden = GoldenLog.bytes("entry-0.proof.json");

        EntryProof proof = EntryProof.parse(golden);

        assertThat(proof.toBytes()).isEqualTo(golden);
        assertThat(proof.entry()).isEqualTo(GoldenLog.entry0());
        assertThat(proof.proof()).isEqualTo(TlogProof.parse(GoldenLog.bytes("entry-0.tlog-proof")));
        assertThat(proof).isEqualTo(EntryProof.parse(golden)).hasSameHashCodeAs(proof);
    }

    @Test
    void whatIsTooLongIsNotTakenApart() throws MalformedProof {
        byte[] file = GoldenLog.bytes("entry-0.tlog-proof");
        TlogProof proof = TlogProof.parse(file);
        Json.Obj object = new EntryProof(new byte[65_535], proof).toJson();

        assertThat(EntryProof.parse(object.canonicalBytes()).entry()).hasSize(65_535);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryProof(new byte[65_536], proof));
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> EntryProof.parse(new byte[EntryProof.BYTES_MAX + 1]))
                .withMessageContaining("too long");
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> TlogProof.parse(Arrays.copyOf(file, 2_000_000)))
                .withMessageContaining("too long");
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> TlogProof.parse(withExtra(65_537)));
        assertThat(TlogProof.parse(withExtra(65_536)).extra().orElseThrow()).hasSize(65_536);
    }

    @Test
    void noProofIsLongerThanTheLargestTree() throws MalformedProof {
        TlogProof golden = TlogProof.parse(GoldenLog.bytes("entry-0.tlog-proof"));
        List<Hash> longest = Collections.nCopies(63, Hash.sha256());
        TlogProof proof = TlogProof.of(Long.MAX_VALUE, longest, golden.checkpoint());

        assertThat(TlogProof.parse(proof.toBytes())).isEqualTo(proof).hasSameHashCodeAs(proof);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TlogProof.of(
                                        0,
                                        Collections.nCopies(64, Hash.sha256()),
                                        golden.checkpoint()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlogProof.of(-1, List.of(), golden.checkpoint()));
    }

    private static byte[] withExtra(int length) {
        return GoldenLog.text("entry-0.tlog-proof")
                .replace("index 0\n", "extra " + Base64Text.of(new byte[length]) + "\nindex 0\n")
                .getBytes(UTF_8);
    }
}
