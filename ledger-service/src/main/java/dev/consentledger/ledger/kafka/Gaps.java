package dev.consentledger.ledger.kafka;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.ledger.append.AppendObserver;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.statement.Statements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The shards whose next record the records topic does not have. Records that were deleted halt a
 * shard until an operator states that they are missing; a topic that has lost its end halts it for
 * good. Nothing is jumped over. Belongs to one consumer and its thread.
 */
final class Gaps {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(60);

    /**
     * A shard that cannot go on.
     *
     * @param from where it stands
     * @param looked the statements' number of changes when it was last looked for one; -1 for never
     */
    private record Gap(long from, int looked) {}

    private final Consumer<byte[], byte[]> consumer;
    private final RecordsTopic topic;
    private final Appender appender;
    private final Shards shards;
    private final AppendObserver observer;
    private final Statements statements;
    private final Map<TopicPartition, Gap> gaps = new HashMap<>();

    Gaps(
            Consumer<byte[], byte[]> consumer,
            RecordsTopic topic,
            Appender appender,
            Shards shards,
            AppendObserver observer,
            Statements statements) {
        this.consumer = consumer;
        this.topic = topic;
        this.appender = appender;
        this.shards = shards;
        this.observer = observer;
        this.statements = statements;
    }

    /** Takes notice of a shard whose next record is not there. */
    void found(TopicPartition partition, long from) {
        gaps.put(partition, new Gap(from, -1));
    }

    /** Forgets a shard that is to be looked at anew, or by another instance. */
    void forget(TopicPartition partition) {
        if (gaps.remove(partition) != null) {
            shards.resume(partition.partition());
        }
    }

    /** Looks at each of them, where there is anything new, and gives those that can go on. */
    List<TopicPartition> cross() throws ExecutionException, InterruptedException {
        List<TopicPartition> crossed = new ArrayList<>();
        for (TopicPartition partition : List.copyOf(gaps.keySet())) {
            Gap gap = gaps.get(partition);
            int changes = statements.changes();
            if (gap.looked() != changes && !shards.isHaltedForGood(partition.partition())) {
                gaps.put(partition, new Gap(gap.from(), changes));
                if (crosses(partition, gap.from())) {
                    forget(partition);
                    crossed.add(partition);
                }
            }
        }
        return crossed;
    }

    private boolean crosses(TopicPartition partition, long from)
            throws ExecutionException, InterruptedException {
        int shard = partition.partition();
        topic.requireSame();
        long begin = consumer.beginningOffsets(List.of(partition), ANSWER_MAX).get(partition);
        if (begin <= from) {
            shards.halt(shard, lostEnd(partition, from));
            return false;
        }
        Optional<SignedStatement> counting = statements.counting(shard, topic.id(), from, begin);
        if (counting.isEmpty()) {
            shards.haltAtGap(shard, unstated(shard, from, begin));
            return false;
        }
        append(shard, counting.get());
        return true;
    }

    private String unstated(int shard, long from, long begin) {
        String what =
                "the records from offset %d to %d were deleted before they were appended: "
                        .formatted(from, begin - 1);
        return statements
                .first(shard, topic.id(), from)
                .map(
                        first ->
                                "%sthe first statement about them, %s, would jump over records that are there, to offset %d, and has to be withdrawn"
                                        .formatted(what, first.hash(), first.statement().to()))
                .orElseGet(
                        () ->
                                "%shave them stated as missing, for origin=%s topic=%s from=%d to=%d"
                                        .formatted(
                                                what,
                                                statements.originOf(shard),
                                                topic.id(),
                                                from,
                                                begin));
    }

    private void append(int shard, SignedStatement signed) {
        long began = System.nanoTime();
        Batch batch = appender.cross(shard, signed).await().atMost(APPEND_TIMEOUT);
        observer.committed(shard, batch, Duration.ofNanos(System.nanoTime() - began));
        if (!batch.leaves().isEmpty()) {
            statements.applied(shard, signed);
        }
    }

    private String lostEnd(TopicPartition partition, long from) {
        long end = consumer.endOffsets(List.of(partition), ANSWER_MAX).get(partition);
        return end < from
                ? "the records topic ends at offset %d, and offset %d is what comes next: it has lost its end, or the database is newer than the topic"
                        .formatted(end, from)
                : "the records topic has other records before offset %d than those that were appended: it has lost its end and grown again"
                        .formatted(from);
    }
}
