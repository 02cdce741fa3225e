package dev.consentledger.ledger.append;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which shards this instance consumes, how far behind they are, and which it halted. A shard that
 * was halted stays so until a restart, because only an operator can change the reason. Thread-safe.
 */
public final class Shards {

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> lag = new ConcurrentHashMap<>();
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
        lag.remove(shard);
    }

    /** The shards that this instance consumes. */
    public Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    public void halt(int shard, String reason) {
        halted.putIfAbsent(shard, reason);
    }

    public boolean isHalted(int shard) {
        return halted.containsKey(shard);
    }

    /** The halted shards and why. */
    public Map<Integer, String> halted() {
        return new TreeMap<>(halted);
    }

    /** Records that are on the topic and not in the ledger. */
    public void lag(int shard, long records) {
        lag.put(shard, records);
    }

    public long lag(int shard) {
        return lag.getOrDefault(shard, 0L);
    }
}
