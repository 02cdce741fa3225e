package dev.consentledger.reporting.kafka;

import dev.consentledger.reporting.metrics.ProjectionMetrics;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.Projection;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Goes to the position in the database when a partition is assigned, and waits for the database as
 * long as it takes. Runs on Kafka's polling thread, the only one that may use the consumer.
 */
@ApplicationScoped
@Identifier("appended.positions")
public class PositionSeeker implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(PositionSeeker.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final Epoch epoch;
    private final Projection projection;
    private final ShardStates states;
    private final ProjectionMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);

    PositionSeeker(
            Epoch epoch, Projection projection, ShardStates states, ProjectionMetrics metrics) {
        this.epoch = epoch;
        this.projection = projection;
        this.states = states;
        this.metrics = metrics;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        awaitPositions().ifPresent(positions -> seek(consumer, partitions, positions));
    }

    private void seek(
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            Map<Integer, Position> positions) {
        for (TopicPartition partition : partitions) {
            int shard = partition.partition();
            Position position = positions.getOrDefault(shard, Position.START);
            states.assigned(shard);
            TopicWatch.wrongNumber(
                            partition.topic(),
                            consumer.partitionsFor(partition.topic()).size(),
                            epoch)
                    .ifPresent(reason -> states.halt(shard, reason));
            metrics.at(shard, position);
            consumer.seek(partition, position.nextOffset());
            LOG.infof(
                    "Reading goes on where the database is. shard=%d nextIndex=%d nextOffset=%d",
                    shard, position.nextIndex(), position.nextOffset());
        }
    }

    /**
     * Empty only when the service is stopping: then reading begins anywhere, and nothing is lost,
     * since the indexes decide.
     */
    private Optional<Map<Integer, Position>> awaitPositions() {
        while (true) {
            try {
                return Optional.of(projection.positions().await().atMost(ANSWER_MAX));
            } catch (RuntimeException e) {
                LOG.warnf("Waiting for the positions in the database. reason=%s", e.getMessage());
            }
            if (stopped()) {
                return Optional.empty();
            }
        }
    }

    private boolean stopped() {
        try {
            return stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
