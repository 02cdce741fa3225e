package dev.consentledger.ledger.kafka;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.PublishedCheckpoints;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the topic of checkpoints up to its end whenever it is asked: the whole of it the first
 * time, and what has come since then. Used by one thread.
 */
public final class CheckpointReader implements PublishedCheckpoints {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Time without anything new after which the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 25;

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final HighestPublished highest;
    private Consumer<byte[], byte[]> consumer;

    public CheckpointReader(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            String topic,
            HighestPublished highest) {
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, CompactedTopic.PARTITION);
        this.highest = highest;
    }

    @Override
    public List<SignedCheckpoint> highest(int shard) {
        readToEnd();
        return highest.of(shard);
    }

    private void readToEnd() {
        open();
        long end = consumer.endOffsets(List.of(partition), ANSWER_MAX).get(partition);
        if (end < consumer.position(partition, ANSWER_MAX)) {
            // The topic was made anew. What was read before is still known.
            consumer.seekToBeginning(List.of(partition));
        }
        int emptyPolls = 0;
        while (consumer.position(partition, ANSWER_MAX) < end) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            records.stream()
                    .filter(record -> record.value() != null)
                    .forEach(record -> highest.read(record.value()));
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > EMPTY_POLLS_MAX) {
                throw new TimeoutException("the topic of checkpoints cannot be read to its end");
            }
        }
    }

    private void open() {
        if (consumer == null) {
            consumer = consumers.get();
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
