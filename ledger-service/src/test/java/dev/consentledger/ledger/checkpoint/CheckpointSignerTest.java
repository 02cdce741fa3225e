package dev.consentledger.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.ledger.append.Shards;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointSignerTest {

    private static final Origins ORIGINS = new Origins("ledger.example/logs", 1);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T10:15:30.123Z"), ZoneOffset.UTC);
    private static final Ed25519PrivateKey KEY = Ed25519PrivateKey.generate(new SecureRandom());
    private static final LogSigners SIGNERS = new LogSigners(ORIGINS, 1, List.of(KEY));

    private final KeyRing keys = new KeyRing(SIGNERS);
    private final HighestPublished outside = new HighestPublished(keys);
    private SigningStatus status = new SigningStatus();
    private Shards shards = new Shards();
    private long nanos;
    private long seenSize;
    private Optional<String> stopped = Optional.empty();

    @Test
    void headIsSignedOnceItRests() throws Exception {
        SignedTree tree = SignedTree.of(300, "a");
        CheckpointSigner signer = signer(tree);
        lookFor(signer, 1_000);
        tree.growTo(777, "a");
        lookFor(signer, 100);
        assertThat(tree.keptSizes).containsExactly(300L);
        lookFor(signer, 300);

        assertThat(tree.keptSizes).containsExactly(300L, 777L);
        SignedCheckpoint note = SignedCheckpoint.parse(tree.signed.orElseThrow().note());
        assertThat(keys.hasSigned(0, note)).isTrue();
        assertThat(note.checkpoint().origin()).isEqualTo("ledger.example/logs/1/0");
        assertThat(note.checkpoint().root()).isEqualTo(tree.edge.range().root());
        assertThat(status.signedSize(0)).isEqualTo(777);
        assertThat(status.halted()).isEmpty();
    }

    @Test
    void emptyTreeIsNotSigned() {
        SignedTree tree = new SignedTree();
        lookFor(signer(tree), 3_000);

        assertThat(tree.keptSizes).isEmpty();
        assertThat(status.halted()).isEmpty();
    }

    @Test
    void anySizesAreProvedConsistent() {
        for (long[] sizes :
                new long[][] {{1, 2}, {255, 256}, {256, 257}, {256, 512}, {3, 70_000}}) {
            SignedTree tree = SignedTree.of(sizes[0], "a");
            CheckpointSigner signer = signer(tree);
            lookFor(signer, 1_000);
            tree.growTo(sizes[1], "a");
            lookFor(signer, 1_000);

            assertThat(status.halted()).isEmpty();
            assertThat(tree.keptSizes).containsExactly(sizes[0], sizes[1]);
        }
    }

    @Test
    void damagedNewTileHaltsSigningAlone() {
        SignedTree tree = SignedTree.of(200, "a");
        CheckpointSigner signer = signer(tree);
        lookFor(signer, 1_000);
        tree.growTo(1_000, "a");
        tree.damage(new TileCoordinate(0, 1, 256), 77);
        lookFor(signer, 3_000);

        assertThat(tree.keptSizes).containsExactly(200L);
        assertThat(status.halted()).containsOnlyKeys(0);
        assertThat(status.halted().get(0)).contains("tile/0/001 does not hash to");
        assertThat(status.waitedSeconds(0)).isGreaterThan(2);
        assertThat(shards.halted()).isEmpty();
    }

    @Test
    void shardIsNotSignedOnceAnInstanceHasWrittenDownWhy() {
        SignedTree tree = SignedTree.of(200, "a");
        CheckpointSigner signer = signer(tree);
        lookFor(signer, 1_000);
        tree.growTo(300, "a");
        stopped = Optional.of("found by another instance");
        lookFor(signer, 3_000);

        assertThat(tree.keptSizes).containsExactly(200L);
        assertThat(status.halted()).isEqualTo(Map.of(0, "found by another instance"));
        assertThat(shards.halted()).isEmpty();
    }

    @Test
    void missingTileHaltsSigning() {
        SignedTree tree = SignedTree.of(1_000, "a");
        tree.tiles.remove(new TileCoordinate(0, 2, 256));
        lookFor(signer(tree), 3_000);

        assertThat(tree.keptSizes).isEmpty();
        assertThat(status.halted().get(0)).contains("missing: tile/0/002");
    }

    @Test
    void rootThatDoesNotFollowFromTheTilesHaltsSigning() {
        SignedTree tree = SignedTree.of(10, "a");
        tree.wrongRoot = Optional.of(Hash.sha256());
        lookFor(signer(tree), 3_000);

        assertThat(tree.keptSizes).isEmpty();
        assertThat(status.halted().get(0)).contains("heads.root");
    }

    @Test
    void anotherHistoryThanTheSignedOneHaltsSigning() {
        SignedTree before = SignedTree.of(300, "a");
        lookFor(signer(before), 1_000);
        SignedTree tree = SignedTree.of(400, "b");
        tree.signed = before.signed;
        lookFor(signer(tree), 3_000);

        assertThat(tree.keptSizes).isEmpty();
        assertThat(status.halted().get(0)).contains("the last signed checkpoint");
        assertThat(shards.halted()).isEmpty();
    }

    @Test
    void checkpointOfAnotherKeyHaltsSigning() {
        SignedTree tree = SignedTree.of(300, "a");
        byte[] foreign = sign(foreignSigners(), tree);
        tree.signed =
                Optional.of(new SignedHead(0, 300, tree.head(0).root(), foreign, CLOCK.instant()));
        lookFor(signer(tree), 3_000);

        assertThat(status.halted().get(0)).contains("was not signed with this key");
    }

    @Test
    void ledgerThatWasSetBackSignsNothingUntilItHasCaughtUp() {
        SignedTree tree = SignedTree.of(300, "a");
        lookFor(signer(tree), 1_000);
        SignedTree backup = tree.copy();
        tree.growTo(900, "a");
        lookFor(signer(tree), 1_000);
        outside.read(tree.signed.orElseThrow().note());

        restart();
        CheckpointSigner signer = signer(backup);
        backup.growTo(600, "a");
        lookFor(signer, 5_000);
        assertThat(backup.keptSizes).isEmpty();
        assertThat(status.recovering().get(0))
                .isEqualTo("it has 600 entries, and a checkpoint of 900 was signed");
        assertThat(status.newest(0)).isEmpty();

        backup.growTo(901, "a");
        lookFor(signer, 2_000);
        assertThat(backup.keptSizes).containsExactly(901L);
        assertThat(status.recovering()).isEmpty();
        assertThat(status.halted()).isEmpty();
    }

    @Test
    void sizeThatAWitnessHasSeenIsPassedBeforeAnythingIsSigned() {
        seenSize = 900;
        SignedTree tree = SignedTree.of(600, "a");
        CheckpointSigner signer = signer(tree);
        lookFor(signer, 5_000);
        assertThat(tree.keptSizes).isEmpty();
        assertThat(status.recovering().get(0))
                .isEqualTo("it has 600 entries, and a checkpoint of 900 was signed");

        tree.growTo(900, "a");
        lookFor(signer, 2_000);
        assertThat(tree.keptSizes).containsExactly(900L);
        assertThat(status.recovering()).isEmpty();
    }

    @Test
    void sameSizeAsThePublishedGivesTheSameNote() {
        SignedTree tree = SignedTree.of(300, "a");
        lookFor(signer(tree), 1_000);
        byte[] published = tree.signed.orElseThrow().note();
        outside.read(published);

        restart();
        SignedTree restored = SignedTree.of(300, "a");
        lookFor(signer(restored), 1_000);

        assertThat(restored.signed.orElseThrow().note()).isEqualTo(published);
    }

    @Test
    void otherHistoryThanThePublishedOneHaltsSigningAndAppending() {
        SignedTree tree = SignedTree.of(900, "a");
        lookFor(signer(tree), 1_000);
        outside.read(tree.signed.orElseThrow().note());

        restart();
        SignedTree forked = SignedTree.of(1_000, "b");
        lookFor(signer(forked), 3_000);

        assertThat(forked.keptSizes).isEmpty();
        assertThat(status.halted().get(0)).contains("two histories have the same name");
        assertThat(shards.halted()).containsOnlyKeys(0);
    }

    @Test
    void forkIsNoticedWithoutGrowth() {
        SignedTree tree = SignedTree.of(900, "a");
        lookFor(signer(tree), 1_000);
        outside.read(sign(SIGNERS, SignedTree.of(800, "b")));

        restart();
        lookFor(signer(tree), 1_000);

        assertThat(shards.halted()).containsOnlyKeys(0);
    }

    private void restart() {
        status = new SigningStatus();
        shards = new Shards();
    }

    private CheckpointSigner signer(SignedTree tree) {
        shards.own(0);
        PublishedCheckpoints published =
                new PublishedCheckpoints() {
                    @Override
                    public List<SignedCheckpoint> highest(int shard) {
                        return outside.of(shard);
                    }

                    @Override
                    public long seenSize(int shard) {
                        return seenSize;
                    }

                    @Override
                    public void close() {}
                };
        return new CheckpointSigner(
                tree, published, keys, shard -> stopped, shards, status, CLOCK, () -> nanos);
    }

    /** Lets time pass, in steps in which the signer looks. */
    private void lookFor(CheckpointSigner signer, long millis) {
        for (long past = 0; past < millis; past += 50) {
            signer.lookAtAll();
            nanos += Duration.ofMillis(50).toNanos();
        }
    }

    private static byte[] sign(LogSigners signers, SignedTree tree) {
        return signers.sign(0, tree.head(0), signers.keys(0)).toBytes();
    }

    private static LogSigners foreignSigners() {
        return new LogSigners(ORIGINS, 1, List.of(Ed25519PrivateKey.generate(new SecureRandom())));
    }
}
