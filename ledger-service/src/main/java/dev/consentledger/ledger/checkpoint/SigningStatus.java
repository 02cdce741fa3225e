package dev.consentledger.ledger.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * How far this instance has signed and published, and what it does not sign. Signing that was
 * halted stays so until a restart. Thread-safe.
 */
public final class SigningStatus {

    private static final Logger LOG = Logger.getLogger(SigningStatus.class);

    private final Map<Integer, SignedHead> newest = new ConcurrentHashMap<>();
    private final Map<Integer, Long> publishedSizes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> waitedNanos = new ConcurrentHashMap<>();
    private final Map<Integer, String> halted = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> recovering = new ConcurrentSkipListMap<>();

    /** Stops signing of a shard, for a reason that only an operator can remove. */
    public void halt(int shard, String reason) {
        if (halted.putIfAbsent(shard, reason) == null) {
            LOG.errorf(
                    "checkpoints halted, nothing more is signed of this shard: see the runbook 'Checkpoints halted' shard=%d reason=%s",
                    shard, reason);
        }
        recovering.remove(shard);
    }

    public boolean isHalted(int shard) {
        return halted.containsKey(shard);
    }

    /** The shards of which nothing is signed any more, and why. */
    public Map<Integer, String> halted() {
        return new TreeMap<>(halted);
    }

    /** The shards that first have to come to where they were when they were published, and why. */
    public Map<Integer, String> recovering() {
        return new TreeMap<>(recovering);
    }

    /** Says that the ledger is behind what was signed of the shard, and that nothing is signed. */
    public void recover(int shard, String reason) {
        if (recovering.put(shard, reason) == null) {
            LOG.warnf(
                    "the ledger is behind what it has signed, and signs nothing until it has caught up shard=%d reason=%s",
                    shard, reason);
        }
    }

    /** Says that a head is signed, and that nothing speaks against it. */
    public void signed(SignedHead head) {
        newest.put(head.shard(), head);
    }

    /** Says that the ledger stands nowhere behind what was signed of the shard. */
    void caughtUp(int shard) {
        if (recovering.remove(shard) != null) {
            LOG.infof("the ledger has caught up with what it has signed shard=%d", shard);
        }
    }

    /** Says that a checkpoint of this size stands outside the database. */
    public void published(int shard, long size) {
        publishedSizes.put(shard, size);
    }

    void waiting(int shard, long nanos) {
        waitedNanos.put(shard, nanos);
    }

    /** Says that another instance signs the shard now. */
    void giveBack(int shard) {
        newest.remove(shard);
        publishedSizes.remove(shard);
        waitedNanos.remove(shard);
        recovering.remove(shard);
    }

    /**
     * The newest checkpoint of a shard that this instance signs: committed, and compared with what
     * was published.
     */
    public Optional<SignedHead> newest(int shard) {
        return Optional.ofNullable(newest.get(shard));
    }

    /** Entries under the newest signature; 0 for a shard that another instance signs. */
    public long signedSize(int shard) {
        return newest(shard).map(SignedHead::size).orElse(0L);
    }

    /** Entries under the newest published checkpoint; likewise. */
    public long publishedSize(int shard) {
        return publishedSizes.getOrDefault(shard, 0L);
    }

    /** How long entries have waited for a signature, in seconds; 0 where none wait. */
    public double waitedSeconds(int shard) {
        return waitedNanos.getOrDefault(shard, 0L) / 1e9;
    }
}
