package dev.consentledger.ledger.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.KeptEvidence;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.tile.TileEdge;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What was just committed, and how its reader holds back whoever appends. */
class RecentEntriesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ENTRY_BYTES = 1 << 20;
    private static final int SHARDS = 2;
    private static final int SHARD = 1;

    /** As many as make a shard's reader far behind. */
    private static final int FAR = (int) (RecentEntries.BYTES_MAX / SHARDS / 2 / ENTRY_BYTES) + 1;

    private final RecentEntries recent = new RecentEntries(new Nothing(), SHARDS);

    /** A ledger whose entries are never asked for here. */
    private static final class Nothing implements CommittedEntries {
        @Override
        public Uni<Long> publishedTo(int shard) {
            return Uni.createFrom().item(0L);
        }

        @Override
        public Uni<Void> markPublished(int shard, long nextIndex) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<Committed>> committed(int shard, long fromIndex, int limit) {
            return Uni.createFrom().item(List.of());
        }
    }

    @Test
    void entriesAreGivenInOrderFromAnyIndexOn() {
        add(0, 3);
        add(3, 2);

        assertThat(indexes(1, 3)).containsExactly(1L, 2L, 3L);
        assertThat(indexes(4, 3)).containsExactly(4L);
        assertThat(indexes(5, 3)).isEmpty();
    }

    @Test
    void entriesBehindAGapAreLeftToTheLedger() {
        add(0, 2);
        add(3, 2);

        assertThat(indexes(0, 9)).containsExactly(0L, 1L);
        assertThat(indexes(3, 9)).isEmpty();
    }

    @Test
    void whoeverAppendsWaitsUntilTheReaderIsNear() throws Exception {
        add(0, FAR);
        CompletableFuture<Void> waiting = waitForReader(LONG);
        assertThat(waiting).isNotDone();

        indexes(FAR, 1);

        waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void whoeverAppendsToAnotherShardDoesNotWait() throws Exception {
        add(0, FAR);

        recent.awaitReader(List.of(SHARD - 1), LONG);
    }

    @Test
    void readerThatDoesNotGetOnHoldsNobodyBack() throws Exception {
        add(0, FAR);
        recent.awaitReader(List.of(SHARD), Duration.ofMillis(1));

        recent.awaitReader(List.of(SHARD), LONG);
        indexes(0, 1);
        recent.awaitReader(List.of(SHARD), LONG);
    }

    @Test
    void readerThatGetsOnHoldsBackAgain() throws Exception {
        add(0, FAR + 1);
        recent.awaitReader(List.of(SHARD), Duration.ofMillis(1));
        indexes(1, 1);

        CompletableFuture<Void> waiting = waitForReader(LONG);
        assertThat(waiting).isNotDone();
        indexes(FAR + 1, 1);
        waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns once the wait has begun, or is over. */
    private CompletableFuture<Void> waitForReader(Duration max) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                recent.awaitReader(List.of(SHARD), max);
                                done.complete(null);
                            } catch (InterruptedException e) {
                                done.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.sleep(1);
        }
        return done;
    }

    private List<Long> indexes(long from, int limit) {
        return recent.committed(SHARD, from, limit).await().atMost(LONG).stream()
                .map(Committed::index)
                .toList();
    }

    private void add(long from, int number) {
        List<Batch.Leaf> leaves =
                LongStream.range(from, from + number).mapToObj(RecentEntriesTest::leaf).toList();
        TileEdge edge =
                TileEdge.EMPTY
                        .append(Collections.nCopies((int) from + number, TreeHash.emptyRoot()))
                        .edge();
        recent.add(
                new Batch(
                        leaves,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Head(1, SHARD, 0, 0, edge),
                        Optional.empty()));
    }

    private static Batch.Leaf leaf(long index) {
        byte[] bytes = new byte[ENTRY_BYTES];
        return new Batch.Leaf(
                index,
                new LedgerRecord(index, 0, bytes, bytes, Optional.empty(), Optional.empty()),
                bytes,
                UnreadableEntry.of(new byte[32], 1, SHARD, index, bytes),
                Optional.empty(),
                KeptEvidence.NOTHING,
                Optional.of("a reason"));
    }
}
