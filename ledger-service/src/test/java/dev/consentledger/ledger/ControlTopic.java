package dev.consentledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.log.Tombstone;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.erasure.Announced;
import dev.consentledger.ledger.erasure.Announcement;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The control topic, as somebody reads it, or as a ledger writes tombstones to it. */
record ControlTopic(Stand stand) {

    private static final TopicPartition PARTITION = new TopicPartition("consent.control.v1", 0);

    /** The keys of all its records. */
    List<String> keys() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stand.kafkaBootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            List<String> keys = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> keys.add(new String(record.key(), UTF_8)));
            }
            return keys;
        }
    }

    /** Announces what this ledger has not erased, as if it had before it was restored. */
    void announce(int shard, UUID tag, long index, long offset) throws Exception {
        Announcement announcement =
                new Announcement(
                        ledgerKey(), new Origins("localhost:8081/logs", 1), RecordsTopic.SHARDS);
        Announced announced =
                new Announced(
                        shard, new Tombstone(new SubjectTag(tag), index, offset, Instant.now()));
        write(announcement.key(announced), announcement.value(announced));
    }

    void write(byte[] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stand.kafkaBootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), 0, key, value)).get();
        }
    }

    private byte[] ledgerKey() throws IOException {
        Path file =
                Path.of(
                        stand.environment(ServiceName.LEDGER_SERVICE)
                                .get("CONSENT_LEDGER_KEY_FILE"));
        return Files.readString(file).strip().getBytes(UTF_8);
    }
}
