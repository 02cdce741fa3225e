package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.Committed;
import dev.consentledger.ledger.erasure.Announced;
import dev.consentledger.ledger.erasure.Announcement;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What an erasure that is committed leaves on the control topic. Pure. */
public final class TombstoneRecord {

    private final String controlTopic;
    private final Announcement announcement;

    public TombstoneRecord(String controlTopic, Announcement announcement) {
        this.controlTopic = controlTopic;
        this.announcement = announcement;
    }

    /** Absent where the entry left no tombstone. */
    Optional<ProducerRecord<byte[], byte[]>> of(Committed committed) {
        return committed
                .outcome()
                .flatMap(Committed.Outcome::tombstone)
                .map(tombstone -> new Announced(committed.shard(), tombstone))
                .map(this::record);
    }

    private ProducerRecord<byte[], byte[]> record(Announced announced) {
        return new ProducerRecord<>(
                controlTopic,
                CompactedTopic.PARTITION,
                announcement.key(announced),
                announcement.value(announced));
    }
}
