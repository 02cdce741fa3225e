package dev.consentledger.benchmarks.drain;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills the records topic as consent-api would have.
 *
 * @param records how many there are
 * @param valueBytes of their values, together
 * @param evidenceBytes likewise
 */
public record Prefill(int records, long valueBytes, long evidenceBytes) {

    /**
     * Sends so many records and returns when the broker has all.
     *
     * @param source where they come from
     * @param sent is told of each
     */
    public static Prefill send(
            String bootstrapServers,
            String topic,
            RealisticRecords source,
            int records,
            Consumer<RealisticRecords.Made> sent) {
        long valueBytes = 0;
        long evidenceBytes = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings(bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int number = 0; number < records; number++) {
                RealisticRecords.Made made = source.next();
                valueBytes += made.value().length;
                evidenceBytes += made.evidence().length;
                producer.send(record(topic, made), Prefill::requireSent);
                sent.accept(made);
            }
        }
        return new Prefill(records, valueBytes, evidenceBytes);
    }

    private static void requireSent(Object metadata, Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("a record could not be sent", failure);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, RealisticRecords.Made made) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, made.shard(), made.key(), made.value());
        ConsentEntry entry = made.entry();
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", entry.eventId().toString());
        header(record, "ce_source", "/sites/" + entry.site());
        header(record, "ce_type", "dev.consentledger.consent.v1");
        header(record, "ce_time", Timestamps.format(entry.receivedAt()));
        header(record, "content-type", "application/json");
        record.headers().add("evidence", made.evidence());
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
    }
}
