package dev.consentledger.ledger.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reads the control topic: up to its end before anything is appended, and then whatever comes. What
 * failed is tried again, for ever. {@link #readToEnd} first, then {@link #run}, each on one thread.
 */
public final class ControlReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(ControlReader.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    /** Time without anything new after which the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 25;

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final BiConsumer<byte[], Optional<byte[]>> records;

    /** The first record that was not read yet. */
    private long next;

    private volatile boolean stopping;

    /**
     * @param records is given the key and value of each; one without a value takes back what has
     *     the key, as compaction is going to do
     */
    public ControlReader(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            String topic,
            BiConsumer<byte[], Optional<byte[]>> records) {
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, CompactedTopic.PARTITION);
        this.records = records;
    }

    /** Returns when everything is read that stood on the topic when it was called. */
    public void readToEnd() {
        try (Consumer<byte[], byte[]> consumer = open()) {
            long end = end(consumer);
            int emptyPolls = 0;
            while (next < end) {
                long before = next;
                read(consumer);
                emptyPolls = next == before ? emptyPolls + 1 : 0;
                if (emptyPolls > EMPTY_POLLS_MAX) {
                    throw new TimeoutException("the control topic cannot be read to its end");
                }
            }
        }
    }

    /** Stops soon. May be called from any thread. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Follower follower = new Follower(open())) {
                while (!stopping) {
                    read(follower.consumer());
                }
            } catch (RuntimeException e) {
                LOG.warnf("the control topic cannot be read, it is tried again cause=%s", e);
                pause();
            }
        }
    }

    /** Ends without waiting for a broker that may be away. */
    private record Follower(Consumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition), ANSWER_MAX).get(partition);
        if (next < begin || next > end(consumer)) {
            // The topic was made anew. What was read before is still known.
            next = begin;
        }
        consumer.seek(partition, next);
        return consumer;
    }

    private long end(Consumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(partition), ANSWER_MAX).get(partition);
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
            read(record);
        }
        next = consumer.position(partition, ANSWER_MAX);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            records.accept(record.key(), Optional.ofNullable(record.value()));
        }
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
