package dev.consentledger.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on the topic of published policies now. */
final class PoliciesTopic {

    private static final TopicPartition PARTITION = new TopicPartition("consent.policies.v1", 0);
    private static final Duration POLL = Duration.ofMillis(200);

    private PoliciesTopic() {}

    /** Each document by its key, {@code <site>/<kind>/<version>}. */
    static Map<String, String> documents(String bootstrapServers) {
        Map<String, String> documents = new LinkedHashMap<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(POLL)
                        .forEach(
                                record ->
                                        documents.put(
                                                new String(record.key(), UTF_8),
                                                new String(record.value(), UTF_8)));
            }
        }
        return documents;
    }
}
