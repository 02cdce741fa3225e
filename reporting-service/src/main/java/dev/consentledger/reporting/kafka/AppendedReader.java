package dev.consentledger.reporting.kafka;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.report.Told;
import dev.consentledger.reporting.report.UnusableEntry;
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
            } catch (UnusableEntry e) {
                String where = " (record at offset " + record.offset() + ")";
                return new Reading(entries, Optional.of(e.getMessage() + where));
            }
        }
        return new Reading(entries, Optional.empty());
    }

    private Appended read(ConsumerRecord<byte[], byte[]> record) throws UnusableEntry {
        requireNumber(record, "epoch", epoch.number());
        requireNumber(record, "shard", record.partition());
        if (record.value() == null) {
            throw new UnusableEntry("a record without a value is no appended entry");
        }
        return new Told(
                        record.value(),
                        Told.decode(record.value()),
                        key(record),
                        text(record, "subject"),
                        text(record, "account"),
                        header(record, "document"),
                        erased(record))
                .appended(number(record, "index"), record.offset(), keys);
    }

    private static boolean erased(ConsumerRecord<byte[], byte[]> record) throws UnusableEntry {
        Optional<String> outcome = text(record, "outcome");
        if (outcome.filter(text -> !OUTCOME.matcher(text).matches()).isPresent()) {
            throw new UnusableEntry("the header 'outcome' is neither 'erased <number>' nor 'held'");
        }
        return outcome.filter(text -> text.startsWith("erased")).isPresent();
    }

    private static Optional<Hash> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key())
                .filter(bytes -> bytes.length == Hash.LENGTH)
                .map(Hash::of);
    }

    private static void requireNumber(
            ConsumerRecord<byte[], byte[]> record, String name, int expected) throws UnusableEntry {
        long found = number(record, name);
        if (found != expected) {
            throw new UnusableEntry(
                    "the header '%s' is %d, expected %d".formatted(name, found, expected));
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name)
            throws UnusableEntry {
        Optional<byte[]> digits = header(record, name);
        if (digits.isEmpty()) {
            throw new UnusableEntry("the header '%s' is missing".formatted(name));
        }
        try {
            return Long.parseUnsignedLong(new String(digits.get(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw new UnusableEntry("the header '%s' is no number".formatted(name));
        }
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        return header(record, name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(Header::value);
    }
}
