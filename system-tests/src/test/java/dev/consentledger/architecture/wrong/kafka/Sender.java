package dev.consentledger.architecture.wrong.kafka;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does what an edge may do: meet its technology, and know the time. */
public final class Sender {
    private Instant last = Instant.EPOCH;

    /** Notes when a record was sent. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        if (record.value().length > 0) {
            last = Instant.now();
        }
    }

    Instant last() {
        return last;
    }
}
