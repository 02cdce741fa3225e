package dev.consentledger.api.http;

import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.standalone.Stand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole records topic, as ledger-service would. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicReader() {}

    static List<ConsumerRecord<byte[], byte[]>> all(Stand stand) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", stand.kafkaBootstrapServers(),
                        "key.deserializer", ByteArrayDeserializer.class,
                        "value.deserializer", ByteArrayDeserializer.class);
        List<TopicPartition> partitions =
                IntStream.range(0, RecordsStand.SHARDS)
                        .mapToObj(i -> new TopicPartition(RecordsStand.TOPIC, i))
                        .toList();
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(read::add);
            }
        }
        return read;
    }

    static List<ConsumerRecord<byte[], byte[]>> ofEvent(Stand stand, String eventId) {
        return all(stand).stream().filter(r -> header(r, "ce_id").equals(eventId)).toList();
    }

    static Reading judged(ConsumerRecord<byte[], byte[]> record) {
        return new RecordReader(record.partition(), RecordsStand.SHARDS)
                .read(
                        new LedgerRecord(
                                record.offset(),
                                record.leaderEpoch().orElse(0),
                                record.key(),
                                record.value(),
                                bytes(record, "evidence"),
                                bytes(record, "document")));
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return bytes(record, name)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse("");
    }

    static Optional<byte[]> bytes(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(Header::value);
    }
}
