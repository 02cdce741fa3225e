package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.WrongTopic;
import dev.consentledger.ledger.statement.TopicBegin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of an epoch: made by us, with every setting that matters written down. Thread-safe.
 *
 * @param shards one partition each
 * @param replication copies of each partition
 */
public record Topics(Admin admin, int epoch, int shards, short replication) {

    private static final Duration RETENTION = Duration.ofDays(30);

    /** Deletion happens by whole segments, so a segment is short beside the retention. */
    private static final Duration SEGMENT = Duration.ofDays(1);

    /** An entry, its evidence and a policy's document, with room to spare. */
    static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

    public String records() {
        return "consent.records.v1." + epoch;
    }

    /** Checkpoints of all shards and epochs, for ever. */
    public String checkpoints() {
        return "consent.checkpoints.v1";
    }

    /** What operators state, of all epochs, for ever. */
    public String control() {
        return "consent.control.v1";
    }

    /** Published policies and banners, of all epochs, for ever. */
    public String policies() {
        return "consent.policies.v1";
    }

    public String appended() {
        return "consent.appended.v1." + epoch;
    }

    /** Makes the topics that are missing. Fails while the broker cannot be reached. */
    public void create() throws ExecutionException, InterruptedException {
        create(topic(records()));
        create(topic(appended()));
        create(CompactedTopic.described(checkpoints(), replication));
        create(CompactedTopic.described(control(), replication));
        create(CompactedTopic.described(policies(), replication));
    }

    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * Whether neither a record nor a checkpoint was ever written, as far as the topics are there.
     */
    public boolean areUnused() throws ExecutionException, InterruptedException {
        return isUnused(records()) && isUnused(checkpoints());
    }

    private boolean isUnused(String name) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        try {
            TopicDescription topic =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            topic.partitions()
                    .forEach(
                            p ->
                                    ends.put(
                                            new TopicPartition(name, p.partition()),
                                            OffsetSpec.latest()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw e;
        }
        return admin.listOffsets(ends).all().get().values().stream()
                .allMatch(end -> end.offset() == 0);
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, shards, replication)
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                String.valueOf(RETENTION.toMillis()),
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                "-1",
                                TopicConfig.SEGMENT_MS_CONFIG,
                                String.valueOf(SEGMENT.toMillis()),
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                replication >= 3 ? "2" : "1",
                                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                                "false",
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "CreateTime",
                                TopicConfig.COMPRESSION_TYPE_CONFIG,
                                "producer",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                String.valueOf(MESSAGE_BYTES_MAX)));
    }

    /**
     * The id that Kafka gave the records topic; another id under the same name is another topic.
     *
     * @throws WrongTopic when a topic's partitions are not this epoch's shards
     */
    public String recordsTopicId() throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(records(), appended())).allTopicNames().get();
        topics.values().forEach(this::requireOnePartitionAShard);
        return topics.get(records()).topicId().toString();
    }

    private void requireOnePartitionAShard(TopicDescription topic) {
        if (topic.partitions().size() != shards) {
            throw new WrongTopic(
                    "topic %s has %d partitions, but epoch %d has %d shards: set CONSENT_SHARDS back, or open another epoch with CONSENT_EPOCH"
                            .formatted(topic.name(), topic.partitions().size(), epoch, shards));
        }
    }

    /** The offset behind the last record of the records topic, by shard. */
    public Map<Integer, Long> endOffsets() throws ExecutionException, InterruptedException {
        return offsets(OffsetSpec.latest());
    }

    /** Where the records topic begins. */
    public TopicBegin begin() throws ExecutionException, InterruptedException {
        return new TopicBegin(recordsTopicId(), offsets(OffsetSpec.earliest()));
    }

    private Map<Integer, Long> offsets(OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                IntStream.range(0, shards)
                        .mapToObj(shard -> new TopicPartition(records(), shard))
                        .collect(Collectors.toMap(p -> p, p -> which));
        Map<Integer, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get()
                .forEach((partition, at) -> offsets.put(partition.partition(), at.offset()));
        return offsets;
    }

    /** Ends what is under way at once. */
    public void close() {
        admin.close(Duration.ZERO);
    }
}
