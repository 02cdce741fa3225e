package dev.consentledger.core.log;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.tile.Tile;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction writes.
 *
 * @param leaves in index order, from the old head's next index on, without a gap
 * @param repeats records whose id was known
 * @param effects of the acts among the leaves, in their order
 * @param absences offsets that were passed over, in their order; with the records of leaves and
 *     repeats they are all offsets from the old head's next to the new one's
 * @param tiles those that the leaves have made full
 * @param head the shard's head afterwards
 * @param halt why the shard stops behind this batch, if it does
 */
public record Batch(
        List<Leaf> leaves,
        List<Repeat> repeats,
        List<Effect> effects,
        List<Absence> absences,
        List<Tile> tiles,
        Head head,
        Optional<Halt> halt) {

    public Batch {
        leaves = List.copyOf(leaves);
        repeats = List.copyOf(repeats);
        effects = List.copyOf(effects);
        absences = List.copyOf(absences);
        tiles = List.copyOf(tiles);
    }

    /**
     * An entry that is appended.
     *
     * @param id absent for an entry that the ledger itself made
     * @param entry the bytes that the leaf hash is over
     * @param content what they say
     * @param unreadable why the record could not be read, where it could not; never repeats the
     *     record
     */
    public record Leaf(
            long index,
            LedgerRecord record,
            byte[] entry,
            Entry content,
            Optional<EntryId> id,
            KeptEvidence evidence,
            Optional<String> unreadable) {

        /**
         * What is kept beside the entry for ever: a publication's document, or the statement that a
         * gap was crossed with. What a consent or an unreadable record carries as such is none.
         */
        public Optional<byte[]> document() {
            return content instanceof PublicationEntry || content instanceof GapEntry
                    ? record.document()
                    : Optional.empty();
        }
    }

    /**
     * A record with an id that the ledger knows.
     *
     * @param index of the entry that was there first
     * @param conflicting whether it says something else; then it is kept
     * @param erased whether its evidence is not, because it comes from before its subject's erasure
     * @param subject by whose tag its evidence is found
     */
    public record Repeat(
            LedgerRecord record,
            EntryId id,
            long index,
            boolean conflicting,
            boolean erased,
            Optional<SubjectTag> subject) {}

    /**
     * Offsets at which the topic had no record: Kafka's own control records, or records that were
     * deleted.
     *
     * @param last the last of them, not less than the first
     */
    public record Absence(long first, long last) {
        public Absence {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "no offsets from %d to %d".formatted(first, last));
            }
        }
    }

    /** A record that this version must not judge. */
    public record Halt(long offset, String reason) {}
}
