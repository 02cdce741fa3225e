package dev.consentledger.reporting.kafka;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Appended.Marks;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads records of the topic of appended entries. Whatever is not as ledger-service writes it ends
 * the reading there: an entry that is passed over would be missing from the figures for ever.
 */
record AppendedReader(Epoch epoch, PersonKeys keys) {

    /** An erasure that was carried out says so, with the number of entries. */
    private static final Pattern OUTCOME = Pattern.compile("erased \\d{1,19}|held");

    /**
     * What could be read of a batch.
     *
     * @param fault why the rest could not, in a sentence for the operator
     */
    record Reading(List<Appended> entries, Optional<String> fault) {}

    Reading read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Appended> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                entries.add(read(record));
            } catch (UnusableRecord e) {
                String where = " (record at offset " + record.offset() + ")";
                return new Reading(entries, Optional.of(e.getMessage() + where));
            }
        }
        return new Reading(entries, Optional.empty());
    }

    private Appended read(ConsumerRecord<byte[], byte[]> record) throws UnusableRecord {
        requireNumber(record, "epoch", epoch.number());
        requireNumber(record, "shard", record.partition());
        Entry entry = entry(record);
        Optional<byte[]> document = header(record, "document");
        if (entry instanceof PublicationEntry publication
                && document.map(Hash::sha256).filter(publication.sha256()::equals).isEmpty()) {
            throw new UnusableRecord("the document is not what the entry has hashed");
        }
        Marks marks = marks(record, entry);
        Optional<Hash> subject = Optional.empty();
        // The pseudonym of whoever is erased is no longer told; the key still says who that was.
        boolean ordered =
                marks.erased()
                        && entry instanceof ActEntry act
                        && act.commitments().subject().isPresent();
        if (ordered || header(record, "subject").isPresent()) {
            subject = Optional.of(key(record));
        }
        return new Appended(
                number(record, "index"),
                record.offset(),
                entry,
                subject,
                marks,
                document,
                TreeHash.leaf(record.value()));
    }

    private Marks marks(ConsumerRecord<byte[], byte[]> record, Entry entry) throws UnusableRecord {
        Optional<String> pseudonym = text(record, "subject");
        if (entry instanceof ConsentEntry consent) {
            ReceiptCode code = keys.receipt(consent.site(), pseudonym, consent.eventId());
            return new Marks(Optional.of(code), Optional.empty(), false);
        }
        if (!(entry instanceof ActEntry act)) {
            return Marks.NONE;
        }
        Optional<String> outcome = text(record, "outcome");
        if (outcome.filter(text -> !OUTCOME.matcher(text).matches()).isPresent()) {
            throw new UnusableRecord(
                    "the header 'outcome' is neither 'erased <number>' nor 'held'");
        }
        return new Marks(
                Optional.empty(),
                text(record, "account").map(account -> keys.account(act.site(), account)),
                act.act().erases()
                        && outcome.filter(text -> text.startsWith("erased")).isPresent());
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) throws UnusableRecord {
        if (record.value() == null) {
            throw new UnusableRecord("a record without a value is no appended entry");
        }
        Decoding decoding = EntryCodec.decode(record.value());
        if (decoding instanceof Decoding.Readable readable) {
            return readable.entry();
        }
        if (decoding instanceof Decoding.Unsupported unsupported) {
            throw new UnusableRecord(
                    "%s: upgrade reporting-service first".formatted(unsupported.reason()));
        }
        throw new UnusableRecord(
                "the value is no entry: " + ((Decoding.Malformed) decoding).reason());
    }

    private static Hash key(ConsumerRecord<byte[], byte[]> record) throws UnusableRecord {
        if (record.key() == null || record.key().length != Hash.LENGTH) {
            throw new UnusableRecord("the key is not a SHA-256");
        }
        return Hash.of(record.key());
    }

    private static void requireNumber(
            ConsumerRecord<byte[], byte[]> record, String name, int expected)
            throws UnusableRecord {
        long found = number(record, name);
        if (found != expected) {
            throw new UnusableRecord(
                    "the header '%s' is %d, expected %d".formatted(name, found, expected));
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name)
            throws UnusableRecord {
        Optional<byte[]> digits = header(record, name);
        if (digits.isEmpty()) {
            throw new UnusableRecord("the header '%s' is missing".formatted(name));
        }
        try {
            return Long.parseUnsignedLong(new String(digits.get(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw new UnusableRecord("the header '%s' is no number".formatted(name));
        }
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        return header(record, name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(Header::value);
    }

    private static final class UnusableRecord extends Exception {
        UnusableRecord(String message) {
            super(message);
        }
    }
}
