package dev.consentledger.ledger.kafka;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.ledger.append.Committed;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A committed entry on the topic of appended entries: key and partition like its record, the
 * entry's bytes as value, position and CloudEvents 1.0 attributes (binary mode) as headers. Pure.
 */
final class AppendedRecord {

    private AppendedRecord() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Committed committed) {
        EntryLabel label = committed.label();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, committed.shard(), key(label, committed), committed.bytes());
        Headers headers = record.headers();
        header(headers, "epoch", String.valueOf(committed.epoch()));
        header(headers, "shard", String.valueOf(committed.shard()));
        header(headers, "index", String.valueOf(committed.index()));
        committed.subject().ifPresent(subject -> header(headers, "subject", subject));
        committed.document().ifPresent(document -> headers.add("document", document));
        header(headers, "content-type", "application/json");
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_type", "dev.consentledger." + label.kind().term() + ".v1");
        label.eventId()
                .map(UUID::toString)
                .or(label::hash)
                .ifPresent(id -> header(headers, "ce_id", id));
        header(headers, "ce_source", label.site().map(site -> "/sites/" + site).orElse("/ledger"));
        label.time().ifPresent(time -> header(headers, "ce_time", time));
        return record;
    }

    /** The key of the entry's record; none for an entry that stands for an unreadable record. */
    private static byte[] key(EntryLabel label, Committed committed) {
        return switch (label.kind()) {
            case CONSENT ->
                    Routing.consentKey(
                                    label.site().orElseThrow(),
                                    committed.subject(),
                                    label.eventId().orElseThrow())
                            .toBytes();
            case POLICY, BANNER -> Routing.siteKey(label.site().orElseThrow()).toBytes();
            default -> null;
        };
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
