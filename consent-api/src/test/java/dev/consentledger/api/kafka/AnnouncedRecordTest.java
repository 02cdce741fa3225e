package dev.consentledger.api.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.api.policy.Documents;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Only what the ledger has appended is taken for a published document. */
class AnnouncedRecordTest {

    private static final byte[] DOCUMENT = Documents.bytes(Documents.policy("imagine.art"));

    @Test
    void aDocumentThatIsItsEntrysIsRead() throws Exception {
        Publication publication = publication();

        assertThat(AnnouncedRecord.read(record(publication.entry(), DOCUMENT)))
                .contains(publication);
    }

    @Test
    void anotherDocumentIsNot() throws Exception {
        byte[] other = Documents.bytes(Documents.policy("immag.in"));

        assertThat(AnnouncedRecord.read(record(publication().entry(), other))).isEmpty();
    }

    @Test
    void anEntryThatSaysAnotherTimeOrVersionIsNotThatOfTheDocument() throws Exception {
        PublicationEntry entry = publication().entry();
        PublicationEntry earlier =
                new PublicationEntry(
                        entry.kind(),
                        entry.site(),
                        entry.version(),
                        entry.sha256(),
                        entry.publishedAt(),
                        Instant.parse("2020-01-01T00:00:00Z"),
                        entry.demonstration());

        assertThat(AnnouncedRecord.read(record(earlier, DOCUMENT))).isEmpty();
    }

    @Test
    void aDocumentInAnotherSpellingIsNotTheOneThatWasPublished() throws Exception {
        byte[] spaced = Documents.bytes(Documents.policy("imagine.art") + " ");
        PublicationEntry entry = publication().entry();
        PublicationEntry ofSpaced =
                new PublicationEntry(
                        entry.kind(),
                        entry.site(),
                        entry.version(),
                        Hash.sha256(spaced),
                        entry.publishedAt(),
                        entry.inForceFrom(),
                        entry.demonstration());

        assertThat(AnnouncedRecord.read(record(ofSpaced, spaced))).isEmpty();
    }

    @Test
    void aRecordWithoutAnEntryIsNothing() {
        assertThat(
                        AnnouncedRecord.read(
                                new ConsumerRecord<>(
                                        "consent.policies.v1", 0, 0, new byte[1], DOCUMENT)))
                .isEmpty();
    }

    private static Publication publication() throws Exception {
        return Publication.read(Kind.POLICY, JsonReader.readObject(DOCUMENT));
    }

    private static ConsumerRecord<byte[], byte[]> record(PublicationEntry entry, byte[] document) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("consent.policies.v1", 0, 0, new byte[1], document);
        record.headers().add("entry", EntryCodec.encode(entry));
        return record;
    }
}
