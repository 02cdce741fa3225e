package dev.consentledger.system;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records on the records topic of epoch 1 that are none: somebody else wrote there. */
final class Garbage {

    private static final List<String> VALUES =
            List.of("", "not JSON", "{\"v\":1,\"kind\":\"consent\"}");

    static final int RECORDS = VALUES.size();

    private Garbage() {}

    static void send(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < VALUES.size(); i++) {
                byte[] value = VALUES.get(i).getBytes(StandardCharsets.UTF_8);
                producer.send(
                                new ProducerRecord<>(
                                        "consent.records.v1.1", i, new byte[] {1}, value))
                        .get();
            }
        }
    }
}
