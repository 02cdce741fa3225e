package dev.consentledger.reporting.kafka;

import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.desk.Unavailable;
import dev.consentledger.reporting.desk.Unavailable.Need;
import dev.consentledger.reporting.report.Epoch;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes acts and expiries to the records topic, as consent-api writes consents: key and partition
 * by {@link Routing}, the entry's bytes as value, the evidence as a header, the attributes of
 * CloudEvents 1.0 in binary mode. Each is confirmed by all in-sync replicas before anybody is told.
 * Thread-safe.
 */
@ApplicationScoped
public class RecordPublisher implements AccessLog {

    private static final Logger LOG = Logger.getLogger(RecordPublisher.class);

    /** Whoever asks gets a 503 after this; long enough for the election of a leader. */
    private static final int DELIVERY_TIMEOUT_MILLIS = 10_000;

    /** Half of the above, so that a lost request is sent a second time. */
    private static final int REQUEST_TIMEOUT_MILLIS = 4_500;

    /** For the look-up of the topic's partitions, on a thread that may wait. */
    private static final int BLOCK_MAX_MILLIS = 3_000;

    /** Far more than look-ups can fill. */
    private static final long BUFFER_BYTES = 8L << 20;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final String topic;
    private final int shards;
    private final KafkaProducer<byte[], byte[]> producer;

    RecordPublisher(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Epoch epoch) {
        this.topic = "consent.records.v1." + epoch.number();
        this.shards = epoch.shards();
        this.producer = new KafkaProducer<>(settings(bootstrapServers));
    }

    /** Every setting that matters, and why it has its value. */
    private static Map<String, Object> settings(String bootstrapServers) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "reporting-service-records");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // As in consent-api: a new partition can refuse the earlier of two requests (KAFKA-15591).
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX_MILLIS);
        // Somebody waits for each; there is no batch to fill.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return settings;
    }

    void stop(@Observes ShutdownEvent event) {
        producer.close(CLOSE_MAX);
    }

    @Override
    public Uni<Void> record(EvidencedEntry entry, Evidence evidence) {
        ProducerRecord<byte[], byte[]> record = recordOf(entry, evidence);
        return Uni.createFrom()
                .<Void>emitter(emitter -> send(record, emitter))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void send(ProducerRecord<byte[], byte[]> record, UniEmitter<? super Void> emitter) {
        try {
            producer.send(
                    record,
                    (metadata, failure) -> {
                        if (failure == null) {
                            emitter.complete(null);
                        } else {
                            emitter.fail(unavailable(failure));
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            emitter.fail(unavailable(e));
        }
    }

    private static Unavailable unavailable(Exception cause) {
        LOG.warnf(
                "The broker does not acknowledge records; what was asked for is not answered. cause=%s",
                cause.getClass().getSimpleName());
        return new Unavailable(Need.RECORDS_TOPIC, "the broker does not acknowledge records");
    }

    private ProducerRecord<byte[], byte[]> recordOf(EvidencedEntry entry, Evidence evidence) {
        Hash key = Routing.subjectKey(entry.site(), evidence.pseudonym(), entry.eventId());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        Routing.shardOf(key, shards),
                        key.toBytes(),
                        EntryCodec.encode(entry));
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", entry.eventId().toString());
        add(headers, "ce_source", "/sites/" + entry.site());
        add(headers, "ce_type", "dev.consentledger." + entry.kind().term() + ".v1");
        add(headers, "ce_time", Timestamps.format(entry.effectiveAt()));
        add(headers, "content-type", "application/json");
        // Last, because readers look for it from the end.
        headers.add("evidence", evidence.toBytes());
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
