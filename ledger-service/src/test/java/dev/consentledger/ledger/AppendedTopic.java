package dev.consentledger.ledger;

import dev.consentledger.standalone.Stand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the topic of appended entries holds, read as its readers do: an index twice is skipped. */
final class AppendedTopic {

    private final List<List<byte[]>> entries = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final Map<String, ConsumerRecord<byte[], byte[]>> byEvent = new HashMap<>();

    AppendedTopic(Stand stand) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stand.kafkaBootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, RecordsTopic.SHARDS)
                            .mapToObj(shard -> new TopicPartition("consent.appended.v1.1", shard))
                            .toList();
            partitions.forEach(partition -> entries.add(new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::take);
            }
        }
    }

    List<byte[]> entries(int shard) {
        return entries.get(shard);
    }

    List<String> subjects() {
        return subjects;
    }

    /** The headers of an event's entry, as texts. */
    Map<String, String> headers(UUID eventId) {
        Map<String, String> headers = new HashMap<>();
        byEvent.get(eventId.toString())
                .headers()
                .forEach(
                        header ->
                                headers.put(
                                        header.key(),
                                        new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    byte[] key(UUID eventId) {
        return byEvent.get(eventId.toString()).key();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        List<byte[]> shard = entries.get(record.partition());
        long index = Long.parseLong(header(record, "index").orElseThrow());
        if (index > shard.size()) {
            throw new AssertionError("index " + index + " came before " + shard.size());
        }
        if (index == shard.size()) {
            shard.add(record.value());
            header(record, "ce_id").ifPresent(id -> byEvent.put(id, record));
            header(record, "subject").ifPresent(subjects::add);
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
