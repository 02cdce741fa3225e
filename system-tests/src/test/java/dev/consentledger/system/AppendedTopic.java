package dev.consentledger.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of appended entries of epoch 1, read as anybody may read it. */
final class AppendedTopic {

    static final String NAME = "consent.appended.v1.1";

    private final String bootstrapServers;

    AppendedTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything that is on the topic now, by shard, in order. */
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(NAME).stream()
                            .map(partition -> new TopicPartition(NAME, partition.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<Integer, List<ConsumerRecord<byte[], byte[]>>> shards = new HashMap<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record ->
                                        shards.computeIfAbsent(
                                                        record.partition(),
                                                        shard -> new ArrayList<>())
                                                .add(record));
            }
            return shards;
        }
    }

    /**
     * The entries of a shard as a reader has them who skips every index that it had.
     *
     * @throws AssertionError when an index is missing, or comes again with other bytes
     */
    static List<byte[]> entries(List<ConsumerRecord<byte[], byte[]>> records) {
        List<byte[]> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int index = index(record);
            if (index > entries.size()) {
                throw new AssertionError(
                        "index %d comes after %d, shard %d"
                                .formatted(index, entries.size() - 1, record.partition()));
            }
            if (index == entries.size()) {
                entries.add(record.value());
            } else if (!Arrays.equals(entries.get(index), record.value())) {
                throw new AssertionError("index %d comes again as another entry".formatted(index));
            }
        }
        return entries;
    }

    private static int index(ConsumerRecord<byte[], byte[]> record) {
        byte[] header = record.headers().lastHeader("index").value();
        return Integer.parseInt(new String(header, StandardCharsets.US_ASCII));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
