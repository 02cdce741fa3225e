package dev.consentledger.api.kafka;

import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Makes the records of the records topic: key and partition by {@link Routing}, the entry's bytes
 * as value, evidence or document as a header, and the attributes of CloudEvents 1.0 in binary mode
 * (Kafka protocol binding, section 3.2). There is no {@code ce_subject}: headers have no personal
 * data.
 */
final class Records {

    private final RecordsTopic topic;

    Records(RecordsTopic topic) {
        this.topic = topic;
    }

    ProducerRecord<byte[], byte[]> of(Accepted accepted) {
        ConsentEntry entry = accepted.entry();
        Hash key =
                Routing.subjectKey(entry.site(), accepted.evidence().pseudonym(), entry.eventId());
        ProducerRecord<byte[], byte[]> record = record(key, entry);
        addCloudEvent(record.headers(), entry, entry.eventId(), entry.site(), entry.receivedAt());
        // Last, because readers look for it from the end.
        record.headers().add("evidence", accepted.evidence().toBytes());
        return record;
    }

    ProducerRecord<byte[], byte[]> of(Publication publication) {
        PublicationEntry entry = publication.entry();
        ProducerRecord<byte[], byte[]> record = record(Routing.siteKey(entry.site()), entry);
        addCloudEvent(record.headers(), entry, entry.eventId(), entry.site(), entry.publishedAt());
        record.headers().add("document", publication.document().bytes());
        return record;
    }

    private ProducerRecord<byte[], byte[]> record(Hash key, Entry entry) {
        int partition = Routing.shardOf(key, topic.shards());
        return new ProducerRecord<>(
                topic.name(), partition, key.toBytes(), EntryCodec.encode(entry));
    }

    private static void addCloudEvent(
            Headers headers, Entry entry, UUID id, String site, Instant time) {
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id.toString());
        add(headers, "ce_source", "/sites/" + site);
        add(headers, "ce_type", "dev.consentledger." + entry.kind().term() + ".v1");
        add(headers, "ce_time", Timestamps.format(time));
        add(headers, "content-type", "application/json");
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
