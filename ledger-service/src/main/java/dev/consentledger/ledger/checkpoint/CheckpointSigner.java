package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.ledger.append.Shards;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Signs the heads of the shards that this instance consumes, each soon after it has grown.
 *
 * <p>Before it signs, it recomputes the tree from the stored tiles, proves it consistent with the
 * last checkpoint that was signed, and compares it with the highest that was published outside the
 * database. Where these differ it signs nothing of that shard any more; a ledger that is behind
 * them first has to catch up. Runs on one thread of its own, and waits for nobody who appends: the
 * comparison when a checkpoint is kept decides between instances.
 */
public final class CheckpointSigner implements Runnable {

    private static final Logger LOG = Logger.getLogger(CheckpointSigner.class);

    /** How soon it is noticed that a head has grown. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final ShardLogs logs;
    private final PublishedCheckpoints published;
    private final KeyRing keys;
    private final Function<Integer, Optional<String>> stopped;
    private final Shards shards;
    private final SigningStatus status;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<Integer, SigningPace> paces = new HashMap<>();
    private final Semaphore stop = new Semaphore(0);

    /**
     * @param stopped why a shard is not to be signed, as whoever has verified it wrote down; is
     *     asked before each signature, because that may have been another instance
     * @param clock says when a checkpoint was signed
     * @param nanos a clock that never goes back, for what is due
     */
    public CheckpointSigner(
            ShardLogs logs,
            PublishedCheckpoints published,
            KeyRing keys,
            Function<Integer, Optional<String>> stopped,
            Shards shards,
            SigningStatus status,
            Clock clock,
            LongSupplier nanos) {
        this.logs = logs;
        this.published = published;
        this.keys = keys;
        this.stopped = stopped;
        this.shards = shards;
        this.status = status;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Stops after the signature that is under way. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try (published) {
            Duration pause = LOOK;
            while (!stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = lookAtAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at each shard once, and signs what is due; gives how long to wait then. */
    Duration lookAtAll() {
        try {
            Set<Integer> owned = shards.owned();
            paces.keySet().stream().filter(s -> !owned.contains(s)).forEach(status::giveBack);
            paces.keySet().retainAll(owned);
            boolean failed = false;
            for (Map.Entry<Integer, Long> shard : logs.sizes().entrySet()) {
                if (owned.contains(shard.getKey()) && stop.availablePermits() == 0) {
                    failed |= !lookAtOne(shard.getKey(), shard.getValue());
                }
            }
            return failed ? RETRY_PAUSE : LOOK;
        } catch (RuntimeException e) {
            LOG.warnf("nothing can be signed now, it is tried again cause=%s", e);
            return RETRY_PAUSE;
        }
    }

    /** False where it failed; one shard does not keep the others from being signed. */
    private boolean lookAtOne(int shard, long size) {
        try {
            lookAt(shard, size);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("signing failed, it is tried again shard=%d cause=%s", shard, e);
            return false;
        }
    }

    private void lookAt(int shard, long size) {
        SigningPace pace = paces.computeIfAbsent(shard, s -> new SigningPace());
        pace.seen(size, nanos.getAsLong());
        status.waiting(shard, pace.waitedNanos(nanos.getAsLong()));
        if (status.isHalted(shard) || !pace.isDue(nanos.getAsLong())) {
            return;
        }
        pace.postpone(nanos.getAsLong());
        try {
            sign(shard, pace);
        } catch (TreeFault e) {
            status.halt(shard, e.getMessage());
        }
    }

    private void sign(int shard, SigningPace pace) throws TreeFault {
        Optional<String> reason = stopped.apply(shard);
        if (reason.isPresent()) {
            throw new TreeFault(reason.get());
        }
        keys.learn(logs.keys());
        Optional<SignedHead> signed = logs.signedHead(shard);
        List<SignedCheckpoint> outside = published.highest(shard);
        StoredHead head = logs.head(shard);
        if (signed.isPresent()) {
            keys.requireOurs(signed.get());
        }
        long signedSize = signed.map(SignedHead::size).orElse(0L);
        long outsideSize =
                outside.stream()
                        .mapToLong(c -> c.checkpoint().size())
                        .reduce(published.seenSize(shard), Math::max);
        if (head.size() < Math.max(signedSize, outsideSize)) {
            status.recover(
                    shard,
                    "it has %d entries, and a checkpoint of %d was signed"
                            .formatted(head.size(), Math.max(signedSize, outsideSize)));
            return;
        }
        Hash signedRoot = signed.map(SignedHead::root).orElseGet(TreeHash::emptyRoot);
        StoredTree tree = new StoredTree(head, tiles -> logs.tiles(shard, tiles));
        tree.requireGrownFrom(signedSize, signedRoot);
        for (SignedCheckpoint other : outside) {
            Checkpoint there = other.checkpoint();
            Hash here = there.size() == signedSize ? signedRoot : tree.rootAt(there.size());
            if (!here.equals(there.root())) {
                haltForked(shard, other, signed, here);
                return;
            }
        }
        status.caughtUp(shard);
        List<VerifierKey> with = keysFor(shard);
        Optional<SignedHead> newest =
                head.size() > signedSize ? keep(shard, signed, head, with) : signed;
        newest.ifPresent(status::signed);
        pace.signedTo(newest.map(SignedHead::size).orElse(signedSize), nanos.getAsLong());
        status.waiting(shard, pace.waitedNanos(nanos.getAsLong()));
    }

    /**
     * A change of keys is written down here: only now is it sure how far the former ones signed.
     */
    private List<VerifierKey> keysFor(int shard) throws TreeFault {
        KeyUse use = keys.use(shard);
        if (use instanceof KeyUse.Refused refused) {
            throw new TreeFault(refused.why());
        }
        KeyUse.Signs signs = (KeyUse.Signs) use;
        if (signs.changes()) {
            logs.useKeys(shard, signs.keys());
            LOG.infof("the keys of a log have changed shard=%d keys=%s", shard, signs.keys());
        }
        return signs.keys();
    }

    /** Absent where another instance was faster. */
    private Optional<SignedHead> keep(
            int shard, Optional<SignedHead> expected, StoredHead head, List<VerifierKey> with) {
        SignedHead next =
                new SignedHead(
                        shard,
                        head.size(),
                        head.root(),
                        keys.sign(shard, head, with).toBytes(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return logs.keep(expected, next, with) ? Optional.of(next) : Optional.empty();
    }

    /** Two histories have one name: what is known of both stands in the log, word for word. */
    private void haltForked(
            int shard, SignedCheckpoint other, Optional<SignedHead> signed, Hash here) {
        long size = other.checkpoint().size();
        LOG.errorf(
                "fork: a key of this log has signed another history of the shard; keep these notes, and see the runbook 'Checkpoints halted' shard=%d size=%d root=%s published=[%s] own=[%s]",
                shard,
                size,
                here,
                text(other.toBytes()),
                signed.map(head -> text(head.note())).orElse("nothing signed"));
        String reason =
                "a checkpoint of %d entries was published with the root %s, and this ledger has %s: two histories have the same name"
                        .formatted(size, other.checkpoint().root(), here);
        status.halt(shard, reason);
        shards.halt(shard, reason);
    }

    private static String text(byte[] note) {
        return new String(note, StandardCharsets.UTF_8);
    }
}
