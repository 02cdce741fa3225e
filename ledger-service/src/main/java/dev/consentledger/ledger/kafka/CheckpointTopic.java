package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.checkpoint.SignedHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topic of checkpoints: outside the ledger's database, so that a database that was set back can
 * be told from one that was not. Compaction keeps the newest of each shard and hour, for ever.
 */
final class CheckpointTopic {

    static final int PARTITION = 0;

    /** Only closed segments are compacted, so these bound what a start has to read. */
    private static final Duration SEGMENT = Duration.ofHours(1);

    private CheckpointTopic() {}

    static NewTopic described(String name, short replication) {
        return new NewTopic(name, 1, replication)
                .configs(
                        Map.ofEntries(
                                Map.entry(
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_COMPACT),
                                Map.entry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                                Map.entry(TopicConfig.RETENTION_BYTES_CONFIG, "-1"),
                                Map.entry(
                                        TopicConfig.SEGMENT_MS_CONFIG,
                                        String.valueOf(SEGMENT.toMillis())),
                                Map.entry(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1"),
                                Map.entry(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "0"),
                                Map.entry(
                                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                                        String.valueOf(SEGMENT.toMillis())),
                                Map.entry(
                                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                        replication >= 3 ? "2" : "1"),
                                Map.entry(
                                        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"),
                                Map.entry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
                                Map.entry(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"),
                                Map.entry(
                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                        String.valueOf(Topics.MESSAGE_BYTES_MAX))));
    }

    /** Key: origin and the hour of the signature. Value: the signed note. */
    static ProducerRecord<byte[], byte[]> record(String topic, String origin, SignedHead head) {
        String key = origin + "/" + head.signedAt().truncatedTo(ChronoUnit.HOURS);
        return new ProducerRecord<>(
                topic, PARTITION, key.getBytes(StandardCharsets.UTF_8), head.note());
    }
}
