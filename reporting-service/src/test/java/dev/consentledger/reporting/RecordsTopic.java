package dev.consentledger.reporting;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.json.MalformedJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads the acts and expiries on the records topic of a real broker, as ledger-service would. */
final class RecordsTopic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Sent> sent = new ArrayList<>();

    RecordsTopic(String bootstrapServers, int epoch) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                IntStream.range(0, 4)
                        .mapToObj(p -> new TopicPartition("consent.records.v1." + epoch, p))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A record with what it says. */
    record Sent(int partition, byte[] key, EvidencedEntry entry, Evidence evidence) {

        ActEntry act() {
            return (ActEntry) entry;
        }
    }

    /** All that there are by now that fit, as soon as there is one. */
    List<Sent> await(Predicate<Sent> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> found(wanted), list -> !list.isEmpty());
    }

    /** All that there are by now that fit. */
    List<Sent> found(Predicate<Sent> wanted) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            sent.add(read(record));
        }
        return sent.stream().filter(wanted).toList();
    }

    private static Sent read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Decoding.Readable entry = (Decoding.Readable) EntryCodec.decode(record.value());
            byte[] evidence = record.headers().lastHeader("evidence").value();
            return new Sent(
                    record.partition(),
                    record.key(),
                    (EvidencedEntry) entry.entry(),
                    Evidence.read(evidence));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
