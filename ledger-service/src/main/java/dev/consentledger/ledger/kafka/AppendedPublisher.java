package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.Committed;
import dev.consentledger.ledger.append.CommittedEntries;
import dev.consentledger.ledger.append.Shards;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Reads committed entries and writes them to the topic of appended entries, each shard in index
 * order; the tombstones of erasures to the control topic and published documents to the topic of
 * policies, before the entry counts as published. What was sent is remembered afterwards, so a
 * crash re-sends, and readers skip by index.
 *
 * <p>Runs on one thread. The producer never gives a record up by itself (its delivery time-out is
 * endless); when it fails all the same it is replaced, and everything from the last remembered
 * index is sent again, so no gap can come to stand before a reader for good.
 */
public final class AppendedPublisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(AppendedPublisher.class);
    private static final int BATCH_MAX = 2_000;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(60);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final CommittedEntries entries;
    private final Shards shards;
    private final TombstoneRecord tombstones;
    private final PolicyRecord policies;
    private final Map<Integer, Long> nextIndexes = new HashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;

    public AppendedPublisher(
            Supplier<Producer<byte[], byte[]>> producers,
            String topic,
            CommittedEntries entries,
            Shards shards,
            TombstoneRecord tombstones,
            PolicyRecord policies) {
        this.producers = producers;
        this.topic = topic;
        this.entries = entries;
        this.shards = shards;
        this.tombstones = tombstones;
        this.policies = policies;
    }

    /** Says that there are newly committed entries. May be called from any thread. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    public void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Producer<byte[], byte[]> producer = producers.get()) {
                nextIndexes.clear();
                publishUntilStopped(producer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warnf("publishing failed, it is tried again cause=%s", e);
                pause();
            }
        }
    }

    private void publishUntilStopped(Producer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        while (!stopping) {
            nextIndexes.keySet().retainAll(shards.owned());
            if (!publishAll(producer)) {
                news.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * Publishes the next entries of all shards, and waits for the broker and for PostgreSQL once;
     * true when there may be more.
     */
    private boolean publishAll(Producer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Map<Integer, Long> next = new HashMap<>();
        boolean more = false;
        for (int shard : shards.owned()) {
            List<Committed> batch = nextOf(shard);
            for (Committed committed : batch) {
                tombstones.of(committed).ifPresent(record -> sent.add(producer.send(record)));
                policies.of(committed).ifPresent(record -> sent.add(producer.send(record)));
                sent.add(producer.send(AppendedRecord.of(topic, committed)));
            }
            if (!batch.isEmpty()) {
                next.put(shard, batch.get(batch.size() - 1).index() + 1);
            }
            more |= batch.size() == BATCH_MAX;
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        markPublished(next);
        return more;
    }

    private List<Committed> nextOf(int shard) {
        if (!nextIndexes.containsKey(shard)) {
            nextIndexes.put(shard, entries.publishedTo(shard).await().atMost(QUERY_TIMEOUT));
        }
        return entries.committed(shard, nextIndexes.get(shard), BATCH_MAX)
                .await()
                .atMost(QUERY_TIMEOUT);
    }

    private void markPublished(Map<Integer, Long> next) {
        List<Uni<Void>> marks = new ArrayList<>();
        next.forEach((shard, index) -> marks.add(entries.markPublished(shard, index)));
        if (!marks.isEmpty()) {
            Uni.join().all(marks).andCollectFailures().await().atMost(QUERY_TIMEOUT);
        }
        nextIndexes.putAll(next);
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
