package dev.consentledger.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofVerifierTest {

    private static final LogKey LOG = LogKey.of(GoldenLog.key("log"));
    private static final VerifierKey WITNESS = GoldenLog.key("witness");
    private static final VerifierKey WITNESS_2 = GoldenLog.key("witness2");
    private static final Instant TIME = Instant.ofEpochSecond(GoldenLog.FACTS.get("time").asLong());
    private static final byte[] ENTRY = GoldenLog.entry0();
    private static final byte[] FILE = GoldenLog.bytes("entry-0.tlog-proof");

    static Stream<Path> unproved() {
        return Golden.files("log/negative/unproved");
    }

    @ParameterizedTest
    @MethodSource("unproved")
    void eachCheckSaysWhatIsNotProved(Path file) {
        String fault = Golden.name(file).replace(".tlog-proof", "");
        JsonNode expected = Golden.json("log/negative/unproved.json").get(fault);

        Verdict verdict = verifier(0, WITNESS).verifyTlogProof(ENTRY, Golden.bytes(file));

        assertThat(outcome(verdict, Name.FORMAT)).isEqualTo("passed");
        assertThat(outcome(verdict, Name.INCLUSION)).isEqualTo(expected.get("inclusion").asText());
        assertThat(outcome(verdict, Name.LOG_SIGNATURE))
                .isEqualTo(expected.get("log-signature").asText());
        assertThat(outcome(verdict, Name.WITNESSES)).isEqualTo(expected.get("witnesses").asText());
        assertThat(verdict.outcome()).isNotEqualTo(Outcome.PASSED);
        assertThat(verdict.earliest()).isEmpty();
    }

    @Test
    void aProofPassesUnderTheLogsKey() {
        Verdict verdict = verifier(0).verifyTlogProof(ENTRY, FILE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.checks().stream().map(Check::name)).containsExactly(Name.values());
        assertThat(check(verdict, Name.INCLUSION).why())
                .isEqualTo("this is the entry 0 of the 300 under the checkpoint");
        assertThat(check(verdict, Name.LOG_SIGNATURE).why())
                .isEqualTo("signed by the log ledger.example/consent/1/2");
        assertThat(check(verdict, Name.WITNESSES).outcome()).isEqualTo(Outcome.NOT_ESTABLISHED);
        assertThat(check(verdict, Name.WITNESSES).required()).isFalse();
        assertThat(verdict.earliest()).isEmpty();
    }

    @Test
    void bothFormsOfAProofHaveTheSameVerdict() {
        assertThat(
                        verifier(2, WITNESS, WITNESS_2)
                                .verifyEntryProof(GoldenLog.bytes("entry-0.proof.json")))
                .isEqualTo(verifier(2, WITNESS, WITNESS_2).verifyTlogProof(ENTRY, FILE));
    }

    @Test
    void theEarliestCosignatureSaysByWhenTheEntryExisted() {
        Verdict verdict = verifier(2, WITNESS_2, WITNESS).verifyTlogProof(ENTRY, FILE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.earliest().orElseThrow().key()).isEqualTo(WITNESS);
        assertThat(verdict.earliest().orElseThrow().time()).contains(TIME);
        assertThat(check(verdict, Name.WITNESSES).why())
                .isEqualTo(
                        "the checkpoint was seen by witness.example/w1 at %s, witness.example/w2 at %s"
                                .formatted(TIME, TIME.plusSeconds(60)));
    }

    @Test
    void withoutItsQuorumAProofIsNotEstablished() {
        VerifierKey absent =
                new VerifierKey(
                        "witness.example/w9",
                        SignatureType.COSIGNATURE_V1,
                        Ed25519PrivateKey.generate(new SecureRandom()).publicKey());

        Verdict verdict = verifier(2, WITNESS, absent).verifyTlogProof(ENTRY, FILE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_ESTABLISHED);
        assertThat(check(verdict, Name.WITNESSES).why())
                .isEqualTo("1 of the 2 trusted witnesses have cosigned, 2 are wanted");
        assertThat(verifier(1, WITNESS, absent).verifyTlogProof(ENTRY, FILE).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void withoutTrustAProofIsOnlyConsistentWithItself() {
        Verdict verdict = new ProofVerifier(Trust.none()).verifyTlogProof(ENTRY, FILE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_ESTABLISHED);
        assertThat(check(verdict, Name.INCLUSION).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(check(verdict, Name.LOG_SIGNATURE).why())
                .isEqualTo(
                        "no trusted key is of the log ledger.example/consent/1/2: "
                                + "the proof is only consistent with itself");
    }

    @Test
    void aKeyCountsOnlyForTheSizesItMaySign() {
        VerifierKey old = GoldenLog.key("log");
        VerifierKey next = GoldenLog.key("next");
        byte[] rotated = GoldenLog.bytes("checkpoint-rotated");
        byte[] file = withCheckpoint(rotated);

        assertThat(outcome(FILE, new LogKey(old, 0, 300))).isEqualTo(Outcome.PASSED);
        assertThat(outcome(FILE, new LogKey(old, 300, 300))).isEqualTo(Outcome.PASSED);
        assertThat(outcome(FILE, new LogKey(old, 0, 299))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(FILE, new LogKey(old, 301, 400))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(FILE, LogKey.of(next))).isEqualTo(Outcome.NOT_ESTABLISHED);
        assertThat(outcome(file, new LogKey(old, 0, 299), new LogKey(next, 300, 999)))
                .isEqualTo(Outcome.PASSED);
        assertThat(outcome(file, LogKey.of(next))).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anotherEntryIsNotProved() {
        byte[] changed = ENTRY.clone();
        changed[20] ^= 1;

        assertThat(verifier(0).verifyTlogProof(changed, FILE).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verifier(0).verifyTlogProof(new byte[0], FILE).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void whatIsNoProofFailsByItsFormatAlone() {
        Verdict verdict = verifier(0).verifyTlogProof(ENTRY, new byte[0]);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.checks()).hasSize(1);
        assertThat(verdict.check(Name.INCLUSION)).isEmpty();
        assertThat(verifier(0).verifyEntryProof(new byte[0]).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Property
    void noChangeOfOneByteIsAccepted(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] changed = FILE.clone();
        int at = random.nextInt(changed.length);
        changed[at] ^= (byte) (1 + random.nextInt(255));

        Verdict verdict = verifier(2, WITNESS, WITNESS_2).verifyTlogProof(ENTRY, changed);

        // The third signature is of nobody who is known: it may be what it likes.
        boolean inUnknownLine = lineOf(at).contains("pq.example/w3");
        assertThat(verdict.outcome() == Outcome.PASSED && !inUnknownLine)
                .as("byte %d of the proof", at)
                .isFalse();
    }

    @Test
    void trustIsOfKeysOfTheRightKind() {
        assertThatIllegalArgumentException().isThrownBy(() -> LogKey.of(WITNESS));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogKey(LOG.key(), 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogKey(LOG.key(), -1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(List.of(), List.of(LOG.key()), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(List.of(LOG), List.of(WITNESS), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(List.of(LOG), List.of(WITNESS), -1));
        VerifierKey again = new VerifierKey("again", WITNESS.type(), WITNESS.key());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trust(List.of(LOG), List.of(WITNESS, again), 2));
    }

    private static ProofVerifier verifier(int quorum, VerifierKey... witnesses) {
        return new ProofVerifier(new Trust(List.of(LOG), List.of(witnesses), quorum));
    }

    private static Outcome outcome(byte[] file, LogKey... keys) {
        return new ProofVerifier(Trust.in(keys)).verifyTlogProof(ENTRY, file).outcome();
    }

    private static Check check(Verdict verdict, Name name) {
        return verdict.check(name).orElseThrow();
    }

    private static String outcome(Verdict verdict, Name name) {
        return check(verdict, name).outcome().term();
    }

    private static byte[] withCheckpoint(byte[] checkpoint) {
        String header = GoldenLog.text("entry-0.tlog-proof").split("\n\n", 2)[0];
        byte[] file = (header + "\n\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(file, file.length + checkpoint.length);
        System.arraycopy(checkpoint, 0, all, file.length, checkpoint.length);
        return all;
    }

    private static String lineOf(int at) {
        int from = at;
        while (from > 0 && FILE[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (to < FILE.length && FILE[to] != '\n') {
            to++;
        }
        return new String(FILE, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    }
}
