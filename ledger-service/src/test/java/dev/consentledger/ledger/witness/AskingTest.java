package dev.consentledger.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.GrowthProofs;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.LogSigners;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.PublishedCheckpoints;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.checkpoint.SignedTree;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.checkpoint.StoredHead;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is sent to a witness, and what follows from its answers. */
class AskingTest {

    private static final Origins ORIGINS = new Origins("ledger.example/logs", 1);
    private static final String ORIGIN = "ledger.example/logs/1/0";
    private static final Ed25519PrivateKey KEY = Ed25519PrivateKey.generate(new SecureRandom());
    private static final Cosigner COSIGNER =
            new Cosigner("witness.example/w", Ed25519PrivateKey.generate(new SecureRandom()));
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:30Z");

    private final SignedTree tree = SignedTree.of(300, "a");
    private final KeyRing keys = new KeyRing(new LogSigners(ORIGINS, 1, List.of(KEY)));
    private final SigningStatus signing = new SigningStatus();
    private final SeenByWitnesses seen = new SeenByWitnesses(new HighestPublished(keys));
    private final List<String> kept = new ArrayList<>();
    private final List<AddCheckpoint> sent = new ArrayList<>();
    private final Deque<Function<AddCheckpoint, WitnessReply>> replies = new ArrayDeque<>();
    private Optional<byte[]> shown = Optional.empty();
    private final AtomicLong nanos = new AtomicLong();
    private final WitnessStatus status =
            new WitnessStatus(
                    new KnownWitness(
                            "w", COSIGNER.verifierKey(), URI.create("https://witness.example")),
                    nanos::get);

    @Test
    void checkpointIsSentFromNothingAndItsCosignatureKept() {
        replies.add(AskingTest::cosigned);
        ask();

        assertThat(sent).extracting(AddCheckpoint::oldSize).containsExactly(0L);
        assertThat(sent.get(0).proof()).isEmpty();
        assertThat(kept).containsExactly("0 300 " + TIME);
        assertThat(status.cosignedSize(0)).isEqualTo(300);
        assertThat(status.failing()).isEmpty();
    }

    @Test
    void sizeThatTheWitnessHasIsTriedOnceFromThere() {
        Hash early = SignedTree.of(200, "a").head(0).root();
        replies.add(request -> new WitnessReply.Conflict(200));
        replies.add(AskingTest::cosigned);
        ask();

        assertThat(sent).extracting(AddCheckpoint::oldSize).containsExactly(0L, 200L);
        assertThat(Consistency.verify(200, 300, sent.get(1).proof(), early, tree.head(0).root()))
                .isTrue();
        assertThat(kept).hasSize(1);
    }

    @Test
    void witnessThatKeepsChangingItsSizeIsLeftAlone() {
        replies.add(request -> new WitnessReply.Conflict(200));
        replies.add(request -> new WitnessReply.Conflict(250));
        ask();

        assertThat(sent).hasSize(2);
        assertThat(status.failures(FailureKind.CONTRADICTION)).isEqualTo(1);
        assertThat(signing.halted()).isEmpty();
    }

    @Test
    void otherRootOfTheSameSizeHaltsTheShard() {
        replies.add(request -> new WitnessReply.Conflict(300));
        replies.add(request -> new WitnessReply.Conflict(300));
        ask();

        assertThat(signing.halted().get(0))
                .contains("the witness w has seen another history of 300 entries")
                .contains("its word alone");
        assertThat(kept).isEmpty();
    }

    @Test
    void refusedProofHaltsTheShardWithTheEvidenceThatTheWitnessShows() {
        shown = Optional.of(signed(SignedTree.of(120, "b").head(0)).toBytes());
        replies.add(request -> new WitnessReply.Conflict(120));
        replies.add(request -> new WitnessReply.ProofRefused());
        ask();

        assertThat(signing.halted().get(0))
                .contains("another history of 120 entries")
                .contains("that this key has signed");
    }

    @Test
    void witnessThatRefusesWhatContinuesItsOwnCheckpointHaltsNothing() {
        shown = Optional.of(signed(SignedTree.of(120, "a").head(0)).toBytes());
        replies.add(request -> new WitnessReply.Conflict(120));
        replies.add(request -> new WitnessReply.ProofRefused());
        ask();

        assertThat(signing.halted()).isEmpty();
        assertThat(status.failures(FailureKind.CONTRADICTION)).isEqualTo(1);
    }

    @Test
    void lineOfAnotherKeyIsNotKept() {
        Cosigner other =
                new Cosigner("witness.example/w", Ed25519PrivateKey.generate(new SecureRandom()));
        replies.add(
                request ->
                        new WitnessReply.Cosigned(
                                List.of(other.cosign(request.checkpoint().note().text(), TIME))));
        ask();

        assertThat(kept).isEmpty();
        assertThat(status.cosignedSize(0)).isZero();
        assertThat(status.failures(FailureKind.WRONG_SIGNATURE)).isEqualTo(1);
    }

    @Test
    void whatAWitnessHasSeenCountsBeforeTheFirstSignature() {
        tree.growTo(300, "a");
        byte[] later = signed(SignedTree.of(900, "a").head(0)).toBytes();
        shown = Optional.of(later);
        replies.add(request -> new WitnessReply.Conflict(900));
        AtomicLong whenHeard = new AtomicLong();
        asking(() -> whenHeard.set(seen().seenSize(0))).run();

        assertThat(whenHeard).hasValue(900);
        assertThat(seen().highest(0)).extracting(SignedCheckpoint::toBytes).containsExactly(later);
    }

    @Test
    void witnessThatIsAheadHasNotCosigned() {
        replies.add(request -> new WitnessReply.Conflict(900));
        Asking asking = asking(() -> {});
        nanos.set(Duration.ofSeconds(90).toNanos());
        asking.run();

        assertThat(status.secondsSinceSuccess()).isEqualTo(90);
        assertThat(status.failures(FailureKind.AHEAD)).isEqualTo(1);
        assertThat(status.failing())
                .contains("shard 0: it has seen 900 entries, and the ledger has signed 300");
    }

    @Test
    void ledgerThatHasSignedNothingAsksWithTheEmptyTree() {
        SignedTree fresh = new SignedTree();
        replies.add(request -> new WitnessReply.Conflict(7));
        asking(fresh, () -> {}).run();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).checkpoint().checkpoint().size()).isZero();
        assertThat(seen().seenSize(0)).isEqualTo(7);
    }

    @Test
    void witnessThatIsAwayIsAskedAgainAndSaysSoOnce() {
        replies.add(request -> new WitnessReply.Failed(FailureKind.UNREACHABLE, "it is away"));
        replies.add(AskingTest::cosigned);
        SignedHead head = signedHead();
        Asking asking = asking(() -> {});
        asking.run();
        assertThat(status.failing()).contains("it is away");
        signing.signed(head);
        asking(() -> {}).askAgain();

        assertThat(status.failing()).isEmpty();
        assertThat(kept).hasSize(1);
    }

    @Test
    void witnessThatFailedIsAskedAgainEvenIfNothingIsMissing() {
        SignedTree fresh = new SignedTree();
        replies.add(request -> new WitnessReply.Failed(FailureKind.TIMEOUT, "it is slow"));
        replies.add(AskingTest::cosigned);
        asking(fresh, () -> {}).run();
        Asking asking = asking(fresh, () -> {});
        asking.askAgain();
        asking.askAgain();

        assertThat(sent).hasSize(2);
        assertThat(status.failing()).isEmpty();
        assertThat(kept).isEmpty();
    }

    private void ask() {
        asking(() -> {}).run();
    }

    private Asking asking(Runnable heard) {
        tree.signed(signedHead());
        return asking(tree, heard);
    }

    /** Ends after the first questions. */
    private Asking asking(SignedTree logs, Runnable heard) {
        OurSide ours =
                new OurSide(
                        logs,
                        new GrowthProofs(logs, keys),
                        keys,
                        ORIGINS,
                        signing,
                        (shard, size, cosignature) ->
                                kept.add(shard + " " + size + " " + cosignature.time()),
                        seen);
        Shards shards = new Shards();
        shards.own(0);
        Asking[] made = new Asking[1];
        made[0] =
                new Asking(
                        status,
                        new Scripted(),
                        ours,
                        shards,
                        1,
                        Duration.ofDays(1),
                        () -> {
                            heard.run();
                            made[0].stop();
                        });
        return made[0];
    }

    private PublishedCheckpoints seen() {
        return seen.beside(
                new PublishedCheckpoints() {
                    @Override
                    public List<SignedCheckpoint> highest(int shard) {
                        return List.of();
                    }

                    @Override
                    public void close() {}
                });
    }

    private SignedHead signedHead() {
        StoredHead head = tree.head(0);
        return new SignedHead(0, head.size(), head.root(), signed(head).toBytes(), TIME);
    }

    private static SignedCheckpoint signed(StoredHead head) {
        return SignedCheckpoint.sign(
                Checkpoint.of(ORIGIN, head.size(), head.root()),
                List.of(new NoteSigner(ORIGIN, KEY)));
    }

    private static WitnessReply cosigned(AddCheckpoint request) {
        return new WitnessReply.Cosigned(
                List.of(COSIGNER.cosign(request.checkpoint().note().text(), TIME)));
    }

    private final class Scripted implements WitnessCall {
        @Override
        public WitnessReply add(KnownWitness witness, AddCheckpoint request) {
            sent.add(request);
            return replies.remove().apply(request);
        }

        @Override
        public Optional<byte[]> last(KnownWitness witness, String origin) {
            assertThat(origin).isEqualTo(ORIGIN);
            return shown;
        }
    }
}
