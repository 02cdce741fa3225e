package dev.consentledger.ledger.kafka;

import dev.consentledger.core.log.Batch;
import dev.consentledger.ledger.audit.TopicRecords;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Looks where the records topic has records, with a consumer of its own that is made when it is
 * first needed. Neighbouring offsets are read together. Used by one thread.
 */
public final class RecordsLook implements TopicRecords {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Time without anything new after which the broker counts as away. */
    private static final int EMPTY_POLLS_MAX = 25;

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final RecordsTopic topic;
    private Consumer<byte[], byte[]> consumer;

    /** The offsets with a record among those from one to another, which is exclusive. */
    private record Stretch(long from, long to, TreeSet<Long> records) {}

    /**
     * @param consumers read what is committed: what a transaction has taken back is no record
     */
    public RecordsLook(Supplier<? extends Consumer<byte[], byte[]>> consumers, RecordsTopic topic) {
        this.consumers = consumers;
        this.topic = topic;
    }

    @Override
    public Look look(int shard, List<Batch.Absence> absences) {
        requireSame();
        if (consumer == null) {
            consumer = consumers.get();
        }
        TopicPartition partition = new TopicPartition(topic.name(), shard);
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = consumer.beginningOffsets(one, ANSWER_MAX).get(partition);
        long end = consumer.endOffsets(one, ANSWER_MAX).get(partition);
        Stretch read = new Stretch(begin, begin, new TreeSet<>());
        for (Batch.Absence absence : absences) {
            long last = Math.min(absence.last(), end - 1);
            for (long at = Math.max(absence.first(), begin); at <= last; at = read.to()) {
                read = at >= read.from() && at < read.to() ? read : read(partition, at);
                Long record = read.records().ceiling(at);
                if (record != null && record <= last) {
                    return new Look(OptionalLong.of(record), end);
                }
            }
        }
        return new Look(OptionalLong.empty(), end);
    }

    private void requireSame() {
        try {
            topic.requireSame();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What one fetch gives from an offset on; at least that offset. */
    private Stretch read(TopicPartition partition, long from) {
        consumer.seek(partition, from);
        for (int polls = 0; polls < EMPTY_POLLS_MAX; polls++) {
            TreeSet<Long> records = new TreeSet<>();
            consumer.poll(POLL).records(partition).forEach(r -> records.add(r.offset()));
            long to = consumer.position(partition, ANSWER_MAX);
            if (to > from) {
                return new Stretch(from, to, records);
            }
        }
        throw new TimeoutException("the records topic cannot be read");
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
