package dev.consentledger.ledger.audit;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry and the rows beside it, as they are stored.
 *
 * @param offset of its record
 * @param evidence absent where the whole row is
 * @param document a policy's or banner's bytes
 */
public record StoredEntry(
        long index,
        long offset,
        byte[] entry,
        Optional<StoredEvidence> evidence,
        Optional<byte[]> document,
        Optional<StoredRecord> unreadable) {

    /** Of all that was read. */
    long bytes() {
        return entry.length
                + evidence.map(StoredEvidence::bytes).orElse(0L)
                + document.map(bytes -> (long) bytes.length).orElse(0L)
                + unreadable.map(record -> (long) record.value().length).orElse(0L);
    }

    /** The parts that there are: salt, then canonical JSON. What was erased is absent. */
    public record StoredEvidence(
            Optional<byte[]> subject, Optional<byte[]> context, Optional<byte[]> observed) {

        long bytes() {
            return Stream.of(subject, context, observed)
                    .flatMap(Optional::stream)
                    .mapToLong(part -> part.length)
                    .sum();
        }
    }

    /** The record that could not be read. */
    public record StoredRecord(long offset, byte[] value) {}
}
