package dev.consentledger.ledger.kafka;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.ledger.append.Committed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, committed.shard(), key(committed), committed.bytes());
        Headers headers = record.headers();
        header(headers, "epoch", String.valueOf(committed.epoch()));
        header(headers, "shard", String.valueOf(committed.shard()));
        header(headers, "index", String.valueOf(committed.index()));
        committed.subject().ifPresent(subject -> header(headers, "subject", subject));
        committed.document().ifPresent(document -> headers.add("document", document));
        header(headers, "content-type", "application/json");
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_type", "dev.consentledger." + committed.entry().kind().term() + ".v1");
        cloudEvent(headers, committed);
        return record;
    }

    private static void cloudEvent(Headers headers, Committed committed) {
        Entry entry = committed.entry();
        if (entry instanceof ConsentEntry consent) {
            cloudEvent(headers, consent.eventId(), consent.site(), consent.receivedAt());
        } else if (entry instanceof PublicationEntry publication) {
            cloudEvent(
                    headers, publication.eventId(), publication.site(), publication.publishedAt());
        } else if (entry instanceof UnreadableEntry unreadable) {
            header(headers, "ce_id", unreadable.hash().toHex());
            header(headers, "ce_source", "/ledger");
        }
    }

    private static void cloudEvent(Headers headers, UUID id, String site, Instant time) {
        header(headers, "ce_id", id.toString());
        header(headers, "ce_source", "/sites/" + site);
        header(headers, "ce_time", Timestamps.format(time));
    }

    /** The key of the entry's record; none for an entry that stands for an unreadable record. */
    private static byte[] key(Committed committed) {
        Entry entry = committed.entry();
        if (entry instanceof ConsentEntry consent) {
            return Routing.consentKey(consent.site(), committed.subject(), consent.eventId())
                    .toBytes();
        }
        return entry instanceof PublicationEntry publication
                ? Routing.siteKey(publication.site()).toBytes()
                : null;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
