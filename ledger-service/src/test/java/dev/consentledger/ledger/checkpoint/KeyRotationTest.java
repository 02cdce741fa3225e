package dev.consentledger.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.ledger.append.Shards;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ledger that is restarted with other keys. */
class KeyRotationTest {

    private static final Origins ORIGINS = new Origins("ledger.example/logs", 1);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T10:15:30.123Z"), ZoneOffset.UTC);
    private static final Ed25519PrivateKey OLD = newKey();
    private static final Ed25519PrivateKey NEW = newKey();

    private final SignedTree tree = new SignedTree();
    private SigningStatus status = new SigningStatus();
    private Shards shards = new Shards();
    private Optional<byte[]> published = Optional.empty();

    @Test
    void checkpointsOfBeforeDuringAndAfterVerifyUnderOneTrustFile() throws Exception {
        SignedCheckpoint before = signed(300, OLD);
        SignedCheckpoint during = signed(500, OLD, NEW);
        SignedCheckpoint after = signed(800, NEW);

        assertThat(before.note().signatures()).hasSize(1);
        assertThat(during.note().signatures()).hasSize(2);
        assertThat(after.note().signatures()).hasSize(1);
        assertThat(trust().logs())
                .containsExactly(
                        new LogKey(vkey(OLD), 0, 500), new LogKey(vkey(NEW), 301, Long.MAX_VALUE));
        for (SignedCheckpoint checkpoint : List.of(before, during, after)) {
            assertThat(verify(checkpoint)).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void retiredKeySignsNothingBeyondItsRange() throws Exception {
        signed(300, OLD);
        signed(500, OLD, NEW);
        signed(800, NEW);

        assertThat(verify(signedBy(OLD, 500))).isEqualTo(Outcome.PASSED);
        assertThat(verify(signedBy(OLD, 501))).isEqualTo(Outcome.FAILED);
        assertThat(verify(signedBy(OLD, 800))).isEqualTo(Outcome.FAILED);
        assertThat(verify(signedBy(NEW, 300))).isEqualTo(Outcome.FAILED);
        assertThat(verify(signedBy(NEW, 5_000))).isEqualTo(Outcome.PASSED);
    }

    @Test
    void logWithoutNewEntriesChangesItsKeyToo() throws Exception {
        signed(300, OLD);
        look(OLD, NEW);
        look(NEW);
        assertThat(status.halted()).isEmpty();
        assertThat(tree.keptSizes).containsExactly(300L);

        SignedCheckpoint after = signed(400, NEW);
        assertThat(after.note().signatures()).hasSize(1);
        assertThat(verify(after)).isEqualTo(Outcome.PASSED);
        assertThat(verify(signedBy(OLD, 400))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void keyThatNeverSignedTheLogSignsNothing() {
        grow(300, OLD);
        grow(400, NEW);

        assertThat(tree.keptSizes).containsExactly(300L);
        assertThat(status.halted().get(0))
                .contains("no log key that is configured has ever signed")
                .contains("CONSENT_LOG_KEY_NEXT_FILE");
        assertThat(shards.halted()).isEmpty();
        restart();
        grow(500, OLD);
        assertThat(tree.keptSizes).containsExactly(300L, 500L);
    }

    @Test
    void retiredKeyNeverSignsAgain() throws Exception {
        grow(300, OLD);
        grow(400, OLD, NEW);
        grow(500, NEW);
        grow(600, OLD);
        assertThat(tree.keptSizes).containsExactly(300L, 400L, 500L);
        assertThat(status.halted().get(0)).contains("was retired");

        restart();
        SignedCheckpoint beside = signed(700, OLD, NEW);
        assertThat(beside.note().signatures()).hasSize(1);
        assertThat(verify(beside)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void instanceThatWasNotGivenTheNewKeySignsNothing() {
        grow(300, OLD);
        grow(400, OLD, NEW);
        grow(500, OLD);

        assertThat(tree.keptSizes).containsExactly(300L, 400L);
        assertThat(status.halted().get(0)).contains("newer key");
    }

    @Test
    void newKeyThatWasLostIsFollowedByAnother() throws Exception {
        Ed25519PrivateKey another = newKey();
        signed(300, OLD);
        signed(400, OLD, NEW);
        signed(500, OLD, another);
        SignedCheckpoint after = signed(600, another);

        assertThat(verify(after)).isEqualTo(Outcome.PASSED);
        assertThat(verify(signedBy(NEW, 600))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void ledgerThatWasSetBackMeasuresItselfByRetiredKeysToo() {
        grow(300, OLD);
        grow(400, OLD, NEW);
        grow(500, NEW);
        published = Optional.of(signedBy(OLD, 400).toBytes());
        tree.signed = Optional.empty();
        tree.edge = SignedTree.of(350, "a").edge;
        restart();
        grow(350, NEW);
        assertThat(status.recovering().get(0)).contains("a checkpoint of 400 was signed");

        published = Optional.of(signedBy(OLD, 600).toBytes());
        restart();
        grow(450, NEW);
        assertThat(status.recovering()).isEmpty();
        assertThat(tree.keptSizes).endsWith(450L);
    }

    private SignedCheckpoint signed(long size, Ed25519PrivateKey... keys) throws Exception {
        grow(size, keys);
        assertThat(status.halted()).isEmpty();
        SignedCheckpoint newest = SignedCheckpoint.parse(tree.signed.orElseThrow().note());
        assertThat(newest.checkpoint().size()).isEqualTo(size);
        return newest;
    }

    private void grow(long size, Ed25519PrivateKey... keys) {
        tree.growTo(size, "a");
        look(keys);
    }

    /** Starts an instance with these keys, which looks at the log. */
    private void look(Ed25519PrivateKey... keys) {
        shards.own(0);
        KeyRing ring = new KeyRing(new LogSigners(ORIGINS, 1, List.of(keys)));
        HighestPublished highest = new HighestPublished(ring);
        published.ifPresent(highest::read);
        PublishedCheckpoints outside =
                new PublishedCheckpoints() {
                    @Override
                    public List<SignedCheckpoint> highest(int shard) {
                        return highest.of(shard);
                    }

                    @Override
                    public void close() {}
                };
        long[] nanos = {0};
        CheckpointSigner signer =
                new CheckpointSigner(
                        tree,
                        outside,
                        ring,
                        shard -> Optional.empty(),
                        shards,
                        status,
                        CLOCK,
                        () -> nanos[0]);
        for (int i = 0; i < 30; i++) {
            signer.lookAtAll();
            nanos[0] += Duration.ofMillis(50).toNanos();
        }
    }

    private void restart() {
        status = new SigningStatus();
        shards = new Shards();
    }

    private Trust trust() {
        return Trust.in(
                tree.keys.stream()
                        .map(StoredKey::trusted)
                        .flatMap(Optional::stream)
                        .toArray(LogKey[]::new));
    }

    private Outcome verify(SignedCheckpoint checkpoint) {
        return new CheckpointVerifier(trust(), "it").verify(checkpoint).logSignature().outcome();
    }

    private static SignedCheckpoint signedBy(Ed25519PrivateKey key, long size) {
        LogSigners signers = new LogSigners(ORIGINS, 1, List.of(key));
        return signers.sign(0, SignedTree.of(size, "a").head(0), signers.keys(0));
    }

    private static VerifierKey vkey(Ed25519PrivateKey key) {
        return new LogSigners(ORIGINS, 1, List.of(key)).keys(0).get(0);
    }

    private static Ed25519PrivateKey newKey() {
        return Ed25519PrivateKey.generate(new SecureRandom());
    }
}
