package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.checkpoint.SignedHead;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic of checkpoints: outside the ledger's database, so that a database that was set back can
 * be told from one that was not. Compaction keeps the newest of each shard and hour, for ever.
 */
final class CheckpointTopic {

    private CheckpointTopic() {}

    /** Key: origin and the hour of the signature. Value: the signed note. */
    static ProducerRecord<byte[], byte[]> record(String topic, String origin, SignedHead head) {
        String key = origin + "/" + head.signedAt().truncatedTo(ChronoUnit.HOURS);
        return new ProducerRecord<>(
                topic, CompactedTopic.PARTITION, key.getBytes(StandardCharsets.UTF_8), head.note());
    }
}
