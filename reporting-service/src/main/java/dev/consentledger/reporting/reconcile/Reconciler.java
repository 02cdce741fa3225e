package dev.consentledger.reporting.reconcile;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reconciles all shards, one after the other: takes what the tables say and up to which entry, then
 * counts these entries anew; where all is equal, closes the days that are over. It can be broken
 * off anywhere and begun again. Thread-safe.
 */
public final class Reconciler {

    private static final int PAGES_BETWEEN_REPORTS = 20;

    private final Reconciliations memory;
    private final Seals seals;
    private final EntrySource ledger;
    private final Clock clock;
    private final int shards;

    public Reconciler(
            Reconciliations memory, Seals seals, EntrySource ledger, Clock clock, int shards) {
        this.memory = memory;
        this.seals = seals;
        this.ledger = ledger;
        this.clock = clock;
        this.shards = shards;
    }

    /** A shard under way. */
    private record Work(Snapshot snapshot, ShardRecount recount) {

        long left() {
            return snapshot.size() - recount.size();
        }
    }

    /** Runs once. Fails where the database or the ledger is away. */
    public Uni<Void> run() {
        Instant start = clock.instant();
        return memory.started(start)
                .chain(this::snapshots)
                .chain(work -> recount(work).call(results -> seal(start, work, results)))
                .chain(results -> memory.finished(start, clock.instant(), results));
    }

    /** Days are closed on figures that are the ledger's, and on no others. */
    private Uni<Void> seal(Instant start, List<Work> work, List<ShardResult> results) {
        boolean equal = results.stream().allMatch(result -> result.differences() == 0);
        return equal
                ? seals.seal(
                        clock.instant(),
                        Closing.of(work.stream().map(Work::snapshot).toList(), start),
                        results)
                : Uni.createFrom().voidItem();
    }

    private Uni<List<Work>> snapshots() {
        return Multi.createFrom()
                .iterable(IntStream.range(0, shards).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(memory::snapshot)
                .map(snapshot -> new Work(snapshot, new ShardRecount(snapshot.zones())))
                .collect()
                .asList();
    }

    private Uni<List<ShardResult>> recount(List<Work> work) {
        long total = work.stream().mapToLong(one -> one.snapshot().size()).sum();
        return Multi.createBy()
                .repeating()
                .uni(() -> page(work, total))
                .until(left -> left == 0)
                .collect()
                .last()
                .map(done -> work.stream().map(w -> w.recount().compare(w.snapshot())).toList());
    }

    /** Counts some pages, says so, and says how many entries are left. */
    private Uni<Long> page(List<Work> work, long total) {
        return Uni.createFrom()
                .item(() -> pages(work))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(left -> memory.progress(total - left, total));
    }

    private long pages(List<Work> work) {
        for (int page = 0; page < PAGES_BETWEEN_REPORTS; page++) {
            for (Work one : new ArrayList<>(work)) {
                if (one.left() > 0) {
                    int count = (int) Math.min(EntrySource.PAGE_MAX, one.left());
                    one.recount()
                            .add(
                                    ledger.entries(
                                            one.snapshot().shard(), one.recount().size(), count));
                }
            }
        }
        return work.stream().mapToLong(Work::left).sum();
    }
}
