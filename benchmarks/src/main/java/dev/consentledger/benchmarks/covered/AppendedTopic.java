package dev.consentledger.benchmarks.covered;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where events stand in the ledger, from the topic of appended entries. */
final class AppendedTopic {

    private static final Duration POLL = Duration.ofMillis(200);

    private AppendedTopic() {}

    /** Where an entry stands. */
    record Place(int shard, long index) {}

    /** Reads the topic from its begin until all of these events were there. */
    static Map<UUID, Place> places(
            String bootstrapServers, String topic, Set<UUID> events, Duration max) {
        Map<UUID, Place> places = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(known -> new TopicPartition(topic, known.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + max.toNanos();
            while (places.size() < events.size()) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "%d of %d accepted events were not appended"
                                    .formatted(events.size() - places.size(), events.size()));
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    UUID id = UUID.fromString(header(record, "ce_id"));
                    if (events.contains(id)) {
                        places.put(id, place(record));
                    }
                }
            }
        }
        return places;
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(
                Integer.parseInt(header(record, "shard")), Long.parseLong(header(record, "index")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
