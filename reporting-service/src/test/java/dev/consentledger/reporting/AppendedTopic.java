package dev.consentledger.reporting;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the topic of appended entries of an epoch on a real broker, as ledger-service does. */
public final class AppendedTopic implements AutoCloseable {

    private final int epoch;
    private final int shards;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<List<ProducerRecord<byte[], byte[]>>> sent = new ArrayList<>();

    public AppendedTopic(String bootstrapServers, int epoch, int shards) {
        this.epoch = epoch;
        this.shards = shards;
        this.topic = "consent.appended.v1." + epoch;
        for (int shard = 0; shard < shards; shard++) {
            sent.add(new ArrayList<>());
        }
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "acks",
                                "all",
                                // A topic that was just made may refuse the first of several.
                                "max.in.flight.requests.per.connection",
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Makes the topic of an epoch. */
    public static void create(String bootstrapServers, int epoch, int partitions) {
        create(bootstrapServers, "consent.appended.v1." + epoch, partitions);
    }

    /** Makes any topic. */
    public static void create(String bootstrapServers, String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a topic away. */
    static void delete(String bootstrapServers, String name) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Appends a consent to the shard of its subject, with the next index. */
    public void append(String subject, ConsentEntry entry) {
        Hash key = Routing.subjectKey(entry.site(), Optional.of(subject), entry.eventId());
        int shard = Routing.shardOf(key, shards);
        ProducerRecord<byte[], byte[]> record = record(shard, key, entry, sent.get(shard).size());
        record.headers().add("subject", subject.getBytes(StandardCharsets.UTF_8));
        keep(shard, record);
    }

    /** Where an entry was appended. */
    public record Place(int shard, long index) {}

    /** Appends anything about somebody, with more headers; an empty subject is a guest. */
    public Place append(
            Optional<String> subject, EvidencedEntry entry, Map<String, String> headers) {
        Hash key = Routing.subjectKey(entry.site(), subject, entry.eventId());
        int shard = Routing.shardOf(key, shards);
        long index = sent.get(shard).size();
        ProducerRecord<byte[], byte[]> record = record(shard, key, entry, index);
        boolean erased = headers.getOrDefault("outcome", "").startsWith("erased");
        subject.filter(name -> !erased)
                .ifPresent(
                        name ->
                                record.headers()
                                        .add("subject", name.getBytes(StandardCharsets.UTF_8)));
        headers.forEach(
                (name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        keep(shard, record);
        return new Place(shard, index);
    }

    /** Appends a consent without a subject. */
    public void append(ConsentEntry entry) {
        Hash key = Routing.subjectKey(entry.site(), Optional.empty(), entry.eventId());
        int shard = Routing.shardOf(key, shards);
        keep(shard, record(shard, key, entry, sent.get(shard).size()));
    }

    /** Appends the publication of a policy. */
    public void publish(byte[] document) {
        Policy policy;
        try {
            policy = Policy.read(document);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        publish(
                new PublicationEntry(
                        Kind.POLICY,
                        policy.site(),
                        policy.version(),
                        policy.sha256(),
                        policy.publishedAt(),
                        policy.inForceFrom(),
                        policy.demonstration()),
                document);
    }

    /** Appends the publication of a banner, in force since the beginning of a year. */
    public void publishBanner(byte[] document) {
        Banner banner;
        try {
            banner = Banner.read(document);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        publish(
                new PublicationEntry(
                        Kind.BANNER,
                        banner.site(),
                        banner.version(),
                        banner.sha256(),
                        since,
                        since,
                        false),
                document);
    }

    private void publish(PublicationEntry entry, byte[] document) {
        Hash key = Routing.siteKey(entry.site());
        int shard = Routing.shardOf(key, shards);
        ProducerRecord<byte[], byte[]> record = record(shard, key, entry, sent.get(shard).size());
        record.headers().add("document", document);
        keep(shard, record);
    }

    /** Tells of all entries of all shards once more, as after a crash before the mark was set. */
    public void resendAll() {
        sent.forEach(
                records ->
                        records.forEach(
                                r ->
                                        producer.send(
                                                new ProducerRecord<>(
                                                        topic,
                                                        r.partition(),
                                                        r.key(),
                                                        r.value(),
                                                        r.headers()))));
        producer.flush();
    }

    /** Leaves out an index of every shard. */
    public void leaveAHole() {
        sent.forEach(records -> records.add(null));
    }

    public long size() {
        return sent.stream().mapToLong(List::size).sum();
    }

    public void flush() {
        producer.flush();
    }

    private void keep(int shard, ProducerRecord<byte[], byte[]> record) {
        sent.get(shard).add(record);
        producer.send(record);
    }

    private ProducerRecord<byte[], byte[]> record(int shard, Hash key, Entry entry, long index) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, shard, key.toBytes(), EntryCodec.encode(entry));
        record.headers().add("index", ascii(index));
        record.headers().add("epoch", ascii(epoch));
        record.headers().add("shard", ascii(shard));
        return record;
    }

    private static byte[] ascii(long number) {
        return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        producer.close();
    }
}
