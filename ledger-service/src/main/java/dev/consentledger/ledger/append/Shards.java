package dev.consentledger.ledger.append;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Which shards this instance consumes, how far behind they are, and which it halted. A shard that
 * was halted stays so until a restart, because only an operator can change the reason. Thread-safe.
 */
public final class Shards {

    private static final Logger LOG = Logger.getLogger(Shards.class);

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();
    private final Map<Integer, Long> endOffsets = new ConcurrentHashMap<>();
    private final Map<Integer, String> halted = new ConcurrentSkipListMap<>();
    private volatile Optional<String> waitingFor = Optional.of("start");

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

    public void halt(int shard, String reason) {
        if (halted.putIfAbsent(shard, reason) == null) {
            LOG.errorf(
                    "shard halted, nothing more is appended to it: see the runbook 'Ledger halted' shard=%d reason=%s",
                    shard, reason);
        }
    }

    public boolean isHalted(int shard) {
        return halted.containsKey(shard);
    }

    /** The halted shards and why. */
    public Map<Integer, String> halted() {
        return new TreeMap<>(halted);
    }

    /** Says up to which offset the ledger has judged a shard's records. */
    public void judgedTo(int shard, long nextOffset) {
        nextOffsets.put(shard, nextOffset);
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
