package dev.consentledger.ledger.kafka;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.ledger.append.AppendObserver;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.append.RecentEntries;
import dev.consentledger.ledger.append.ShardRecords;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.append.WrongTopic;
import dev.consentledger.ledger.statement.Statements;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the records topic from the offset that PostgreSQL remembers, and hands each shard's records
 * to the appender. The group only shares out the partitions; its committed offsets are not used.
 *
 * <p>Runs on one thread, which owns the consumer. A failed append is tried again from the ledger's
 * own position, for ever; a topic that is not the one that the shards were filled from halts them.
 */
public final class RecordConsumer implements Runnable {

    private static final Logger LOG = Logger.getLogger(RecordConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PUBLISHER_WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** Beyond every head, so that an append without a known position is refused as out of step. */
    private static final long POSITION_UNKNOWN = Long.MAX_VALUE;

    private final Consumer<byte[], byte[]> consumer;
    private final RecordsTopic topic;
    private final Function<Integer, Uni<Head>> open;
    private final Appender appender;
    private final Shards shards;
    private final AppendObserver observer;
    private final RecentEntries recent;
    private final Gaps gaps;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Whether the consumer may stand elsewhere than the ledger, so that it must not poll. */
    private boolean lost;

    private volatile boolean stopping;

    /**
     * @param open gives a shard's head, or fails with {@link WrongTopic} where the shard was filled
     *     from another topic than the one that is there now
     */
    public RecordConsumer(
            Consumer<byte[], byte[]> consumer,
            RecordsTopic topic,
            Function<Integer, Uni<Head>> open,
            Appender appender,
            Shards shards,
            AppendObserver observer,
            RecentEntries recent,
            Statements statements) {
        this.consumer = consumer;
        this.topic = topic;
        this.open = open;
        this.appender = appender;
        this.shards = shards;
        this.observer = observer;
        this.recent = recent;
        this.gaps = new Gaps(consumer, topic, appender, shards, observer, statements);
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic.name()), new Assignment());
            while (!stopping) {
                pollAndAppend();
            }
        }
    }

    /** Stops after the batch that is under way. May be called from any thread. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    private void pollAndAppend() {
        try {
            if (lost) {
                consumer.assignment().forEach(gaps::forget);
                positionAt(consumer.assignment());
                lost = false;
            }
            positionAt(gaps.cross());
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            if (!polled.isEmpty()) {
                // Between reading and appending: the client itself would read on in a topic that
                // was made anew under the old name.
                topic.requireSame();
                appendAll(polled);
                recent.awaitReader(shardsOf(polled.partitions()), PUBLISHER_WAIT_MAX);
            }
        } catch (OffsetOutOfRangeException e) {
            e.partitions().forEach(this::outOfRange);
        } catch (WrongTopic e) {
            shardsOf(consumer.assignment()).forEach(shard -> shards.halt(shard, e.getMessage()));
            consumer.assignment().forEach(this::park);
        } catch (WakeupException e) {
            LOG.debug("woken up to stop");
        } catch (RuntimeException | ExecutionException e) {
            LOG.warnf("append failed, it is tried again cause=%s", e);
            lost = true;
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void appendAll(ConsumerRecords<byte[], byte[]> polled) {
        List<Uni<Void>> appends = new ArrayList<>();
        for (TopicPartition partition : polled.partitions()) {
            if (!shards.isHalted(partition.partition())) {
                appends.add(append(partition, polled.records(partition)));
            }
        }
        if (!appends.isEmpty()) {
            Uni.join().all(appends).andCollectFailures().await().atMost(APPEND_TIMEOUT);
        }
        for (TopicPartition partition : polled.partitions()) {
            if (shards.isHalted(partition.partition())) {
                park(partition);
            } else {
                positions.put(partition, consumer.position(partition));
            }
        }
    }

    private Uni<Void> append(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        int shard = partition.partition();
        long began = System.nanoTime();
        return appender.append(
                        new ShardRecords(
                                shard, positions.get(partition), LedgerRecords.of(records)))
                .invoke(batch -> appended(shard, batch, began))
                .replaceWithVoid();
    }

    private void appended(int shard, Batch batch, long began) {
        shards.judgedTo(shard, batch.head().nextOffset());
        observer.committed(shard, batch, Duration.ofNanos(System.nanoTime() - began));
        batch.halt().ifPresent(halt -> shards.haltBefore(shard, halt));
    }

    private void outOfRange(TopicPartition partition) {
        gaps.found(partition, positions.get(partition));
        park(partition);
    }

    /** Takes a halted shard's partition out of the polls, so that the other shards go on. */
    private void park(TopicPartition partition) {
        positions.put(partition, POSITION_UNKNOWN);
        consumer.pause(List.of(partition));
        consumer.seekToEnd(List.of(partition));
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Goes to where the ledger stands; whatever was committed meanwhile is not read again. */
    private void positionAt(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            int shard = partition.partition();
            if (shards.isHalted(shard)) {
                park(partition);
                continue;
            }
            try {
                seek(partition, open.apply(shard).await().atMost(APPEND_TIMEOUT));
            } catch (WrongTopic e) {
                shards.halt(shard, e.getMessage());
                park(partition);
            }
        }
    }

    private void seek(TopicPartition partition, Head head) {
        positions.put(partition, head.nextOffset());
        shards.judgedTo(partition.partition(), head.nextOffset());
        Optional<Integer> leaderEpoch =
                head.leaderEpoch() < 0 ? Optional.empty() : Optional.of(head.leaderEpoch());
        consumer.resume(List.of(partition));
        consumer.seek(partition, new OffsetAndMetadata(head.nextOffset(), leaderEpoch, ""));
    }

    private static List<Integer> shardsOf(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }

    /** Begins every partition where the ledger stands. Runs inside poll, on the same thread. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.infof("shards assigned shards=%s", shardsOf(partitions));
            shardsOf(partitions).forEach(shards::own);
            partitions.forEach(partition -> positions.put(partition, POSITION_UNKNOWN));
            try {
                positionAt(partitions);
            } catch (RuntimeException e) {
                LOG.warnf("the ledger's position is not known yet cause=%s", e);
                lost = true;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.infof("shards given back shards=%s", shardsOf(partitions));
            shardsOf(partitions).forEach(shards::disown);
            partitions.forEach(gaps::forget);
            positions.keySet().removeAll(partitions);
        }
    }
}
