package dev.consentledger.ledger.kafka;

import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.ledger.append.Committed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * What the publication of a policy or banner that is committed leaves on the topic of policies: the
 * document's bytes as value, the entry and its position as headers, so that a reader can check it.
 * The key names the version, so that compaction keeps each for ever and one that is sent again
 * takes its own place. Pure.
 */
public final class PolicyRecord {

    private final String policiesTopic;

    public PolicyRecord(String policiesTopic) {
        this.policiesTopic = policiesTopic;
    }

    /** Absent where the entry publishes nothing. */
    Optional<ProducerRecord<byte[], byte[]>> of(Committed committed) {
        Kind kind = committed.label().kind();
        return kind == Kind.POLICY || kind == Kind.BANNER
                ? committed.document().map(document -> record(committed, document))
                : Optional.empty();
    }

    private ProducerRecord<byte[], byte[]> record(Committed committed, byte[] document) {
        PublicationEntry entry = entry(committed);
        String key = entry.site() + "/" + entry.kind().term() + "/" + entry.version();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(policiesTopic, CompactedTopic.PARTITION, bytes(key), document);
        Headers headers = record.headers();
        headers.add("epoch", bytes(String.valueOf(committed.epoch())));
        headers.add("shard", bytes(String.valueOf(committed.shard())));
        headers.add("index", bytes(String.valueOf(committed.index())));
        headers.add("entry", committed.bytes());
        headers.add("content-type", bytes("application/json"));
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_type", bytes("dev.consentledger." + entry.kind().term() + ".v1"));
        headers.add("ce_id", bytes(entry.eventId().toString()));
        headers.add("ce_source", bytes("/sites/" + entry.site()));
        headers.add("ce_time", bytes(Timestamps.format(entry.publishedAt())));
        return record;
    }

    private static PublicationEntry entry(Committed committed) {
        if (EntryCodec.decode(committed.bytes()) instanceof Decoding.Readable readable
                && readable.entry() instanceof PublicationEntry publication) {
            return publication;
        }
        throw new IllegalStateException("a stored publication cannot be read");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
