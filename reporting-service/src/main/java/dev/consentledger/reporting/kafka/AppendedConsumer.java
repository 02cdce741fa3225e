package dev.consentledger.reporting.kafka;

import dev.consentledger.reporting.metrics.ProjectionMetrics;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.report.Projection;
import dev.consentledger.reporting.report.Projection.Projected;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes the topic of appended entries in batches, each shard in its order, and projects every
 * entry exactly once.
 *
 * <p>The position is in the database, moved in the transaction that projects. Kafka keeps none, and
 * {@link PositionSeeker} goes to it when a partition is assigned. What decides is the entry's index
 * and not the record's offset: an entry that was projected before is left out, and one that does
 * not come next halts its shard. This is why {@code auto.offset.reset=earliest} is safe, where a
 * recreated or shortened topic would close the channel under {@code none}: from the beginning on,
 * the indexes tell whether anything is missing.
 *
 * <p>A batch is never nacked. While the database is away it is tried again for ever, Kafka is
 * paused by SmallRye, and the health says so. A halted shard's records are dropped: they are read
 * again once its partition is assigned anew.
 */
@ApplicationScoped
public class AppendedConsumer {

    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(3);

    private final AppendedReader reader;
    private final Projection projection;
    private final ShardStates states;
    private final ProjectionMetrics metrics;

    AppendedConsumer(
            Epoch epoch,
            PersonKeys keys,
            Projection projection,
            ShardStates states,
            ProjectionMetrics metrics) {
        this.reader = new AppendedReader(epoch, keys);
        this.projection = projection;
        this.states = states;
        this.metrics = metrics;
    }

    /** Completes when every record is projected, or its shard halted; never fails. */
    @Incoming("appended")
    public Uni<Void> project(ConsumerRecords<byte[], byte[]> records) {
        List<Uni<Void>> shards =
                records.partitions().stream()
                        .map(partition -> project(partition, records.records(partition)))
                        .toList();
        return shards.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(shards).andFailFast().replaceWithVoid();
    }

    private Uni<Void> project(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        int shard = partition.partition();
        if (states.isHalted(shard)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(() -> reader.read(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(reading -> project(shard, reading));
    }

    private Uni<Void> project(int shard, AppendedReader.Reading reading) {
        return untilItSucceeds(shard, reading.entries())
                .invoke(projected -> done(shard, projected))
                .invoke(() -> reading.fault().ifPresent(fault -> states.halt(shard, fault)))
                .replaceWithVoid();
    }

    private Uni<Projected> untilItSucceeds(int shard, List<Appended> entries) {
        return projection
                .project(shard, entries)
                .onFailure()
                .invoke(failure -> states.failing(shard, failure))
                .onFailure()
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .indefinitely();
    }

    private void done(int shard, Projected projected) {
        states.succeeded(shard);
        projected.continuation().gap().ifPresent(gap -> states.halt(shard, gap));
        metrics.projected(shard, projected);
    }
}
