package dev.consentledger.ledger.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A topic of one partition that keeps the newest record of each key, for ever. */
final class CompactedTopic {

    static final int PARTITION = 0;

    /** Only closed segments are compacted, so these bound what a start has to read. */
    private static final Duration SEGMENT = Duration.ofHours(1);

    private CompactedTopic() {}

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
}
