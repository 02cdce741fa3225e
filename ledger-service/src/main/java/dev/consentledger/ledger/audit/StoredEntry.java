package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.SubjectTag;
import java.util.Optional;

/**
 * An entry and the rows beside it, as they are stored.
 *
 * @param offset of its record
 * @param evidence absent where the whole row is
 * @param document a policy's or banner's bytes
 * @param outcome absent where the entry is said to be no order
 */
public record StoredEntry(
        long index,
        long offset,
        byte[] entry,
        Optional<StoredEvidence> evidence,
        Optional<byte[]> document,
        Optional<StoredRecord> unreadable,
        Optional<StoredOutcome> outcome) {

    /**
     * The parts that there are: salt, then canonical JSON. What was erased is absent.
     *
     * @param tag by which the subject's evidence is found
     * @param erased whether a later tombstone has this tag
     */
    public record StoredEvidence(
            Optional<byte[]> subject,
            Optional<byte[]> context,
            Optional<byte[]> observed,
            Optional<SubjectTag> tag,
            boolean erased) {

        static final StoredEvidence NONE =
                new StoredEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
    }

    /**
     * What is said to have become of an order to erase.
     *
     * @param erased or held
     * @param tombstone whether there is one
     */
    public record StoredOutcome(boolean erased, boolean tombstone) {}

    /** The record that could not be read. */
    public record StoredRecord(long offset, byte[] value) {}
}
