package dev.consentledger.ledger.kafka;

import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.ledger.statement.ControlKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes statements to the control topic. They are rare, so each has a producer of its own. */
public final class ControlWriter {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    private final Supplier<? extends Producer<byte[], byte[]>> producers;
    private final String topic;

    public ControlWriter(Supplier<? extends Producer<byte[], byte[]>> producers, String topic) {
        this.producers = producers;
        this.topic = topic;
    }

    /** Returns when all in-sync replicas have it. Blocks; fails where the broker is away. */
    public void write(SignedStatement signed) throws Exception {
        Producer<byte[], byte[]> producer = producers.get();
        try {
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    CompactedTopic.PARTITION,
                                    ControlKey.of(signed),
                                    signed.toBytes()))
                    .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
