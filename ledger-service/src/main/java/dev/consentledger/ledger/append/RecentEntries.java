package dev.consentledger.ledger.append;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Effect;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was just committed, so that publishing need not read it back. Whatever is not here, or
 * not here any more, comes from the ledger itself: this only saves work, and may forget anything.
 *
 * <p>Reading the ledger costs more than appending to it, so a reader that had to would never come
 * near again while records wait. Whoever appends therefore lets the reader catch up first, but only
 * as long as the reader gets on. In each shard it holds entries without a gap, in index order.
 * Thread-safe.
 */
public final class RecentEntries implements CommittedEntries {

    /** For all shards together; a shard whose reader is too far behind is read from the ledger. */
    static final long BYTES_MAX = 32L << 20;

    private final CommittedEntries ledger;
    private final long shardBytesMax;
    private final Map<Integer, Run> runs = new HashMap<>();

    /** How often the reader got on. */
    private long steps;

    /** Whether it did since somebody waited for it in vain. */
    private boolean gettingOn = true;

    public RecentEntries(CommittedEntries ledger, int shards) {
        this.ledger = ledger;
        this.shardBytesMax = BYTES_MAX / shards;
    }

    /** Entries that follow each other. */
    private final class Run {
        private final Deque<Committed> entries = new ArrayDeque<>();
        private long bytes;

        void add(List<Committed> following) {
            boolean follows =
                    entries.isEmpty() || entries.getLast().index() + 1 == following.get(0).index();
            long more = following.stream().mapToLong(RecentEntries::bytes).sum();
            if (follows && bytes + more <= shardBytesMax) {
                entries.addAll(following);
                bytes += more;
            }
        }

        /** Whether there was anything to forget. */
        boolean forgetBefore(long index) {
            boolean forgotten = false;
            while (!entries.isEmpty() && entries.getFirst().index() < index) {
                bytes -= RecentEntries.bytes(entries.removeFirst());
                forgotten = true;
            }
            return forgotten;
        }

        List<Committed> from(long index, int limit) {
            return entries.isEmpty() || entries.getFirst().index() > index
                    ? List.of()
                    : entries.stream().limit(limit).toList();
        }
    }

    /**
     * Takes what one transaction has committed; but not where it has erased anything: how much that
     * was is known to the ledger alone.
     */
    public synchronized void add(Batch batch) {
        boolean ordered =
                batch.effects().stream()
                        .anyMatch(
                                effect ->
                                        effect instanceof Effect.Erased
                                                || effect instanceof Effect.Held);
        if (!batch.leaves().isEmpty() && !ordered) {
            runs.computeIfAbsent(batch.head().shard(), shard -> new Run()).add(committed(batch));
        }
    }

    @Override
    public Uni<List<Committed>> committed(int shard, long fromIndex, int limit) {
        List<Committed> recent = recent(shard, fromIndex, limit);
        return recent.isEmpty()
                ? ledger.committed(shard, fromIndex, limit)
                : Uni.createFrom().item(recent);
    }

    /**
     * Returns when the reader of these shards is near. A reader that does not get on for so long,
     * however often it asks, holds nobody back.
     */
    public synchronized void awaitReader(Collection<Integer> shards, Duration max)
            throws InterruptedException {
        while (gettingOn && shards.stream().anyMatch(this::isFar)) {
            long before = steps;
            wait(max.toMillis());
            gettingOn = steps != before;
        }
    }

    /** Half is kept for the batches that are under way. */
    private boolean isFar(int shard) {
        return runs.containsKey(shard) && runs.get(shard).bytes > shardBytesMax / 2;
    }

    private synchronized List<Committed> recent(int shard, long fromIndex, int limit) {
        Run run = runs.get(shard);
        if (run == null) {
            return List.of();
        }
        if (run.forgetBefore(fromIndex)) {
            steps++;
            gettingOn = true;
            notifyAll();
        }
        return run.from(fromIndex, limit);
    }

    @Override
    public Uni<Long> publishedTo(int shard) {
        return ledger.publishedTo(shard);
    }

    @Override
    public Uni<Void> markPublished(int shard, long nextIndex) {
        return ledger.markPublished(shard, nextIndex);
    }

    private static List<Committed> committed(Batch batch) {
        List<Committed> committed = new ArrayList<>(batch.leaves().size());
        for (Batch.Leaf leaf : batch.leaves()) {
            committed.add(
                    new Committed(
                            batch.head().epoch(),
                            batch.head().shard(),
                            leaf.index(),
                            leaf.entry(),
                            EntryLabel.of(leaf.content()),
                            leaf.evidence().subject().map(Evidence::pseudonymOf),
                            account(leaf),
                            leaf.document(),
                            Optional.empty()));
        }
        return committed;
    }

    private static Optional<String> account(Batch.Leaf leaf) {
        return leaf.content().kind() == Kind.LINK
                ? leaf.evidence().context().flatMap(Account::in)
                : Optional.empty();
    }

    private static long bytes(Committed entry) {
        return entry.bytes().length + entry.document().map(document -> document.length).orElse(0);
    }
}
