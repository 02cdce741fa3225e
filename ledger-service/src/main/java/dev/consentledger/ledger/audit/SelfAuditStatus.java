package dev.consentledger.ledger.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far this instance has verified what is stored of the shards that it consumes, and what did
 * not agree. A mismatch stays until a restart, and beyond it until a person has ended it.
 * Thread-safe.
 */
public final class SelfAuditStatus {

    /**
     * How the verification of a shard stands.
     *
     * @param began when this instance first looked at the shard
     * @param passed the last verification of the whole shard that found nothing wrong
     * @param size of the shard when the running verification began, in entries
     * @param entries that it has verified
     */
    public record Standing(Instant began, Optional<Passed> passed, long size, long entries) {}

    /** A verification that found nothing wrong: when it ended, and how many entries there were. */
    public record Passed(Instant at, long entries) {}

    private final Clock clock;
    private final Map<Integer, Standing> standings = new ConcurrentHashMap<>();
    private final Map<Integer, String> mismatches = new ConcurrentSkipListMap<>();
    private final LongAdder entries = new LongAdder();

    public SelfAuditStatus(Clock clock) {
        this.clock = clock;
    }

    /** What did not agree, by shard. */
    public Map<Integer, String> mismatches() {
        return new TreeMap<>(mismatches);
    }

    /** The shards that this instance verifies. */
    public Map<Integer, Standing> standings() {
        return new TreeMap<>(standings);
    }

    /** Entries that were verified since the start; one is counted again in each round. */
    public long entriesTotal() {
        return entries.sum();
    }

    /** Entries that the running verification of a shard has been through. */
    public long runningEntries(int shard) {
        return Optional.ofNullable(standings.get(shard)).map(Standing::entries).orElse(0L);
    }

    /** Entries of the last verification of the whole shard; 0 where there was none. */
    public long passedEntries(int shard) {
        return Optional.ofNullable(standings.get(shard))
                .flatMap(Standing::passed)
                .map(Passed::entries)
                .orElse(0L);
    }

    /**
     * How long ago the whole shard was last found in order, or was first looked at, in seconds; 0
     * for a shard that this instance does not verify.
     */
    public double ageSeconds(int shard) {
        return Optional.ofNullable(standings.get(shard))
                .map(at -> at.passed().map(Passed::at).orElse(at.began()))
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1e3)
                .orElse(0.0);
    }

    /** Says that a verification of a shard begins. */
    public void begin(int shard, long size) {
        standings.compute(
                shard,
                (s, before) ->
                        before == null
                                ? new Standing(clock.instant(), Optional.empty(), size, 0)
                                : new Standing(before.began(), before.passed(), size, 0));
    }

    /** Says how many entries the running verification has been through. */
    public void at(int shard, long verified) {
        standings.computeIfPresent(
                shard,
                (s, at) -> {
                    entries.add(verified - at.entries());
                    return new Standing(at.began(), at.passed(), at.size(), verified);
                });
    }

    /** Says that the running verification has ended and found nothing wrong. */
    public void pass(int shard) {
        standings.computeIfPresent(
                shard,
                (s, at) ->
                        new Standing(
                                at.began(),
                                Optional.of(new Passed(clock.instant(), at.entries())),
                                at.size(),
                                at.entries()));
    }

    /** Says what did not agree; of a shard the first one is kept. */
    public void mismatch(int shard, String what) {
        mismatches.putIfAbsent(shard, what);
    }

    /** Says that another instance consumes the shard now, and verifies it. */
    void giveBack(int shard) {
        standings.remove(shard);
    }
}
