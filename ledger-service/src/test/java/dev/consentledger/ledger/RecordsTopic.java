package dev.consentledger.ledger;

import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.standalone.Stand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the records topic of the first epoch, as consent-api does. */
final class RecordsTopic implements AutoCloseable {

    static final String NAME = "consent.records.v1.1";
    static final int SHARDS = 4;
    private static final String APPENDED = "consent.appended.v1.1";

    /** From the last change of topics on, and more. */
    private static final int LOG_LINES = 60;

    private final Stand stand;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    RecordsTopic(Stand stand) {
        this.stand = stand;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                stand.kafkaBootstrapServers(),
                                "acks",
                                "all",
                                // A topic that was just made may refuse the first of several.
                                "max.in.flight.requests.per.connection",
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    static void create(Stand stand, int partitions) {
        try (Admin admin = admin(stand)) {
            admin.createTopics(List.of(new NewTopic(NAME, partitions, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kafka's id of the topic. */
    static String id(Stand stand) {
        try (Admin admin = admin(stand)) {
            return admin.describeTopics(List.of(NAME))
                    .allTopicNames()
                    .get()
                    .get(NAME)
                    .topicId()
                    .toString();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The offset behind a shard's last record. */
    static long end(Stand stand, int shard) {
        TopicPartition partition = new TopicPartition(NAME, shard);
        try (Admin admin = admin(stand)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes a shard's records before an offset, as retention does. */
    static void deleteBefore(Stand stand, int shard, long offset) {
        try (Admin admin = admin(stand)) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(NAME, shard),
                                    RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long records and appended entries stay from now on; files that end then go at once. */
    static void retain(Stand stand, Duration retention) {
        List<AlterConfigOp> settings =
                Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                retention.toMillis(),
                                TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
                                0L)
                        .entrySet()
                        .stream()
                        .map(RecordsTopic::setting)
                        .toList();
        try (Admin admin = admin(stand)) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, NAME),
                                    settings,
                                    new ConfigResource(ConfigResource.Type.TOPIC, APPENDED),
                                    settings))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AlterConfigOp setting(Map.Entry<String, Long> setting) {
        return new AlterConfigOp(
                new ConfigEntry(setting.getKey(), setting.getValue().toString()),
                AlterConfigOp.OpType.SET);
    }

    static void delete(Stand stand) {
        try (Admin admin = admin(stand)) {
            admin.deleteTopics(List.of(NAME)).all().get();
            while (exists(admin)) {
                Thread.onSpinWait();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean exists(Admin admin) throws InterruptedException, ExecutionException {
        try {
            admin.describeTopics(List.of(NAME)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static Admin admin(Stand stand) {
        return Admin.create(Map.of("bootstrap.servers", stand.kafkaBootstrapServers()));
    }

    static int shardOf(Event event) {
        return Routing.shardOf(key(event), SHARDS);
    }

    private static Hash key(Event event) {
        return Routing.subjectKey(Event.SITE, event.about(), event.id());
    }

    /** Sends the event as one more record; gives the entry's bytes. */
    byte[] send(Event event) {
        return send(record(event));
    }

    /** Sends a record; gives its value. */
    byte[] send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
        return record.value();
    }

    /** The record of an event, not sent; its value is the entry's bytes. */
    static ProducerRecord<byte[], byte[]> record(Event event) {
        Evidence evidence = event.evidence();
        byte[] entry = EntryCodec.encode(event.entry(evidence, Instant.now()));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(NAME, shardOf(event), key(event).toBytes(), entry);
        record.headers().add("evidence", evidence.toBytes());
        return record;
    }

    /** Sends new events of one shard; gives the entries' bytes. */
    List<byte[]> send(int shard, int events) {
        List<byte[]> entries =
                Stream.generate(Event::granted)
                        .filter(event -> shardOf(event) == shard)
                        .limit(events)
                        .map(this::send)
                        .toList();
        flush();
        return entries;
    }

    /** Sends a site's policy, which is no policy but some bytes; gives the entry's bytes. */
    byte[] sendPolicy(String site, byte[] document) {
        Instant day = Instant.parse("2026-11-22T00:00:00Z");
        byte[] entry =
                EntryCodec.encode(
                        new PublicationEntry(
                                Kind.POLICY, site, "1", Hash.sha256(document), day, day, true));
        Hash key = Routing.siteKey(site);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(NAME, Routing.shardOf(key, SHARDS), key.toBytes(), entry);
        record.headers().add("document", document);
        sent.add(producer.send(record));
        return entry;
    }

    /** Sends a record of which only the value is said. */
    void sendRaw(int shard, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(NAME, shard, new byte[32], value)));
    }

    /** Returns when the broker has all that was sent. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(
                        "not sent; the broker's process "
                                + (stand.broker().isAlive() ? "lives" : "is dead")
                                + ", and the end of its log is:\n"
                                + endOf(stand.logs().resolve("broker.log")),
                        e);
            }
        }
        sent.clear();
    }

    private static String endOf(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
