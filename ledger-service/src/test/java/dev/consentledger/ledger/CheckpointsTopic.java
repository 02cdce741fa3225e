package dev.consentledger.ledger;

import dev.consentledger.standalone.Stand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of checkpoints, as somebody outside reads it, or somebody bad writes to it. */
record CheckpointsTopic(Stand stand) {

    private static final String NAME = "consent.checkpoints.v1";

    /** A published checkpoint. */
    record Published(String key, byte[] note) {}

    /** All that was published under a shard's origin, in order. */
    List<Published> of(String origin) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stand.kafkaBootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(NAME, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<Published> published = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().startsWith(origin + "/")) {
                        published.add(new Published(record.key(), record.value()));
                    }
                }
            }
            return published;
        }
    }

    /** Writes what the ledger did not. */
    void write(String key, byte[] note) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                stand.kafkaBootstrapServers(),
                                "acks",
                                "all",
                                "max.in.flight.requests.per.connection",
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(NAME, 0, key.getBytes(StandardCharsets.UTF_8), note))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of the topic's settings. */
    String setting(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, NAME);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stand.kafkaBootstrapServers()))) {
            return admin.describeConfigs(List.of(topic)).all().get().get(topic).get(name).value();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
