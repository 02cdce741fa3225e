package dev.consentledger.reporting.kafka;

import dev.consentledger.reporting.metrics.ProjectionMetrics;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the topic of appended entries every second: whether it is there, whether it has as many
 * partitions as the epoch has shards, and where it ends.
 */
@ApplicationScoped
public class TopicWatch {

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final int ANSWER_MILLIS_MAX = 5_000;

    private final String bootstrapServers;
    private final String topic;
    private final Epoch epoch;
    private final ShardStates states;
    private final ProjectionMetrics metrics;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(TopicWatch::thread);
    private volatile Map<Integer, Long> ends = Map.of();
    private volatile Optional<String> fault = Optional.of("the broker was not asked yet");
    private Optional<Admin> admin = Optional.empty();

    TopicWatch(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "mp.messaging.incoming.appended.topic") String topic,
            Epoch epoch,
            ShardStates states,
            ProjectionMetrics metrics) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.epoch = epoch;
        this.states = states;
        this.metrics = metrics;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "topic-watch");
        thread.setDaemon(true);
        return thread;
    }

    void start(@Observes StartupEvent event) {
        executor.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        executor.execute(() -> admin.ifPresent(Admin::close));
        executor.shutdown();
    }

    /** What is wrong with the topic, in a sentence for the operator; empty while all is well. */
    Optional<String> fault() {
        return fault;
    }

    /**
     * Whether no shard is further behind than so many records, by all instances' work.
     *
     * @param positions up to where each shard is projected
     */
    public boolean isNear(Map<Integer, Position> positions, long recordsMax) {
        Map<Integer, Long> now = ends;
        return !now.isEmpty()
                && now.entrySet().stream()
                        .allMatch(
                                end ->
                                        end.getValue() - offset(positions, end.getKey())
                                                <= recordsMax);
    }

    private static long offset(Map<Integer, Position> positions, int shard) {
        return positions.getOrDefault(shard, Position.START).nextOffset();
    }

    /** Shards and partitions are the same thing under two names. */
    static Optional<String> wrongNumber(String topic, int partitions, Epoch epoch) {
        String reason =
                "the topic '%s' has %d partitions and consent.shards is %d for epoch %d;"
                        + " set consent.shards to the number that the epoch was opened with,"
                        + " or have the topic made anew with that many partitions";
        return partitions == epoch.shards()
                ? Optional.empty()
                : Optional.of(reason.formatted(topic, partitions, epoch.shards(), epoch.number()));
    }

    private void look() {
        try {
            found(examine(open()));
        } catch (ExecutionException e) {
            found(Optional.of(reason(e.getCause())));
        } catch (KafkaException e) {
            found(Optional.of("the broker cannot be reached: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String reason(Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                ? "waiting for the topic '%s', which ledger-service creates".formatted(topic)
                : "the broker does not answer: " + cause.getMessage();
    }

    private void found(Optional<String> newFault) {
        if (newFault.isPresent() && !newFault.equals(fault)) {
            LOG.warnf("Not ready. reason=%s", newFault.get());
        } else if (newFault.isEmpty() && fault.isPresent()) {
            LOG.infof("The topic is there. topic=%s shards=%d", topic, epoch.shards());
        }
        fault = newFault;
    }

    private Admin open() {
        if (admin.isEmpty()) {
            admin =
                    Optional.of(
                            Admin.create(
                                    Map.of(
                                            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                            bootstrapServers,
                                            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                            ANSWER_MILLIS_MAX,
                                            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                            ANSWER_MILLIS_MAX)));
        }
        return admin.get();
    }

    private Optional<String> examine(Admin client) throws ExecutionException, InterruptedException {
        int partitions =
                client.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .size();
        Optional<String> wrong = wrongNumber(topic, partitions, epoch);
        if (wrong.isPresent()) {
            IntStream.range(0, partitions).forEach(shard -> states.halt(shard, wrong.get()));
            return wrong;
        }
        Map<Integer, Long> found = new HashMap<>();
        ends(client).forEach((partition, end) -> found.put(partition.partition(), end.offset()));
        found.forEach(metrics::end);
        ends = Map.copyOf(found);
        return Optional.empty();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(Admin client)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                IntStream.range(0, epoch.shards())
                        .mapToObj(shard -> new TopicPartition(topic, shard))
                        .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return client.listOffsets(latest, committed).all().get();
    }
}
