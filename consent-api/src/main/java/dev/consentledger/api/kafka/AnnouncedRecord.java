package dev.consentledger.api.kafka;

import dev.consentledger.api.policy.Publication;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A published document as ledger-service announces it: the document as value, the entry that was
 * appended as a header. Pure.
 */
final class AnnouncedRecord {

    private AnnouncedRecord() {}

    /** The publication; empty when the document is not the one that the entry is about. */
    static Optional<Publication> read(ConsumerRecord<byte[], byte[]> record) {
        return entry(record).flatMap(entry -> read(entry, record.value()));
    }

    private static Optional<PublicationEntry> entry(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("entry");
        return header != null
                        && EntryCodec.decode(header.value()) instanceof Decoding.Readable decoded
                        && decoded.entry() instanceof PublicationEntry entry
                ? Optional.of(entry)
                : Optional.empty();
    }

    private static Optional<Publication> read(PublicationEntry entry, byte[] document) {
        if (!Hash.sha256(document).equals(entry.sha256())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Publication.read(entry.kind(), JsonReader.readObject(document)))
                    .filter(publication -> publication.entry().equals(entry));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
