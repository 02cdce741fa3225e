package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Which shards this instance consumes, how far behind they are, and which it halted. A shard that
 * was halted stays so until a restart, because only an operator can change the reason; but one that
 * was halted at a gap goes on once it is crossed. Thread-safe.
 */
public final class Shards {

    private static final Logger LOG = Logger.getLogger(Shards.class);

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();
    private final Map<Integer, Long> endOffsets = new ConcurrentHashMap<>();
    private final Map<Integer, Halt> halted = new ConcurrentSkipListMap<>();
    private volatile Optional<String> waitingFor = Optional.of("start");

    /**
     * @param atGap whether a statement can end it
     */
    private record Halt(String reason, boolean atGap) {}

    /** Says what keeps this instance from consuming at all, in words for an operator. */
    public void waitFor(String what) {
        waitingFor = Optional.of(what);
    }

    public void ready() {
        waitingFor = Optional.empty();
    }

    public Optional<String> waitingFor() {
        return waitingFor;
    }

    public void own(int shard) {
        owned.add(shard);
    }

    public void disown(int shard) {
        owned.remove(shard);
    }

    /** The shards that this instance consumes. */
    public Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    /** Stops a shard until a restart. */
    public void halt(int shard, String reason) {
        halt(shard, new Halt(reason, false));
    }

    /** Stops a shard before a record that this version must not judge. */
    public void haltBefore(int shard, Batch.Halt halt) {
        halt(
                shard,
                "offset %d holds an %s, which this version does not judge: upgrade ledger-service first"
                        .formatted(halt.offset(), halt.reason()));
    }

    /** Stops a shard until {@link #resume}, unless it is halted anyway. */
    public void haltAtGap(int shard, String reason) {
        halt(shard, new Halt(reason, true));
    }

    private void halt(int shard, Halt halt) {
        Halt before = halted.get(shard);
        if (before == null || (before.atGap() && !before.equals(halt))) {
            halted.put(shard, halt);
            LOG.errorf(
                    "shard halted, nothing more is appended to it: see the runbook 'Ledger halted' shard=%d reason=%s",
                    shard, halt.reason());
        }
    }

    /** Ends a halt at a gap, and no other. */
    public void resume(int shard) {
        halted.computeIfPresent(shard, (number, halt) -> halt.atGap() ? null : halt);
    }

    public boolean isHalted(int shard) {
        return halted.containsKey(shard);
    }

    /** Whether a shard is halted for a reason that crossing a gap does not remove. */
    public boolean isHaltedForGood(int shard) {
        Halt halt = halted.get(shard);
        return halt != null && !halt.atGap();
    }

    /** The halted shards and why. */
    public Map<Integer, String> halted() {
        Map<Integer, String> reasons = new TreeMap<>();
        halted.forEach((shard, halt) -> reasons.put(shard, halt.reason()));
        return reasons;
    }

    /** Says up to which offset the ledger has judged a shard's records. */
    public void judgedTo(int shard, long nextOffset) {
        nextOffsets.put(shard, nextOffset);
    }

    /** Whether this instance has seen the ledger judge a shard's record at this offset. */
    public boolean isPast(int shard, long offset) {
        return nextOffsets.getOrDefault(shard, 0L) > offset;
    }

    /** Says where the records topic ends. */
    public void endsAt(int shard, long endOffset) {
        endOffsets.put(shard, endOffset);
    }

    /**
     * Records that are on the topic and not judged by the ledger; 0 for a shard that another
     * instance consumes.
     */
    public long lag(int shard) {
        if (!owned.contains(shard) || !nextOffsets.containsKey(shard)) {
            return 0;
        }
        return Math.max(0, endOffsets.getOrDefault(shard, 0L) - nextOffsets.get(shard));
    }
}
