package dev.consentledger.core.log;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.core.tile.TileEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns records into leaves: gives indexes, leaves out ids that are known, and grows the tree.
 *
 * <p>Invariants: leaves follow the head's next index without a gap, in the order of the records;
 * the new head is a function of the old head and the records alone, so a replay from the first
 * offset gives the same roots; every record is judged exactly once, as a leaf, a repeat, or the
 * halt behind which nothing is judged; every offset that is passed over is named as an absence.
 * Thread-safe; pure.
 */
public final class Sequencer {

    private static final int NO_LEADER_EPOCH = -1;
    private static final byte[] NOTHING = new byte[0];

    private final byte[] ledgerKey;
    private final SubjectTags tags;

    /**
     * @param ledgerKey keys the hashes of unreadable records, and the tags of subjects; another key
     *     gives other entries
     */
    public Sequencer(byte[] ledgerKey) {
        this.ledgerKey = ledgerKey.clone();
        this.tags = new SubjectTags(ledgerKey);
    }

    /**
     * Says what has to be known to judge records.
     *
     * @param readings in offset order
     */
    public Readings about(List<Reading> readings) {
        Set<EntryId> ids = new HashSet<>();
        Map<EntryId, SubjectTag> subjects = new HashMap<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Sound sound) {
                ids.add(sound.id());
                tagOf(sound).ifPresent(tag -> subjects.put(sound.id(), tag));
            }
        }
        return new Readings(List.copyOf(readings), ids, subjects);
    }

    private Optional<SubjectTag> tagOf(Reading.Sound sound) {
        return sound.entry() instanceof EvidencedEntry entry
                ? sound.evidence()
                        .flatMap(Evidence::pseudonym)
                        .map(pseudonym -> tags.of(entry.site(), pseudonym))
                : Optional.empty();
    }

    /**
     * Judges records of one shard.
     *
     * @param head where the shard stands
     * @param readings those below the head's next offset were judged before
     * @param stored what the ledger holds of what they are about
     */
    public Batch sequence(Head head, Readings readings, Stored stored) {
        Progress progress = new Progress(head, readings, stored);
        for (Reading reading : readings.all()) {
            if (reading.record().offset() < progress.nextOffset) {
                continue;
            }
            if (reading instanceof Reading.Unsupported unsupported) {
                return progress.batch(
                        Optional.of(
                                new Batch.Halt(
                                        unsupported.record().offset(), unsupported.reason())));
            }
            progress.judge(reading);
        }
        return progress.batch(Optional.empty());
    }

    /**
     * Crosses a gap: one entry in place of the records that are missing. A shard that does not
     * stand at the first of them stays as it is.
     */
    public Batch cross(Head head, SignedStatement signed) {
        Progress progress = new Progress(head, Readings.NONE, Stored.NOTHING);
        if (head.nextOffset() == signed.statement().from()) {
            progress.cross(signed);
        }
        return progress.batch(Optional.empty());
    }

    /** The state of one call. */
    private final class Progress {
        private final Head head;
        private final Map<EntryId, Known> known;
        private final Orders orders;
        private final List<Batch.Leaf> leaves = new ArrayList<>();
        private final List<Hash> leafHashes = new ArrayList<>();
        private final List<Batch.Repeat> repeats = new ArrayList<>();
        private final List<Batch.Absence> absences = new ArrayList<>();
        private long nextOffset;
        private int leaderEpoch;

        Progress(Head head, Readings readings, Stored stored) {
            this.head = head;
            this.known = new HashMap<>(stored.known());
            this.orders = new Orders(tags, readings, stored, known);
            this.nextOffset = head.nextOffset();
            this.leaderEpoch = head.leaderEpoch();
        }

        void judge(Reading reading) {
            passOver(reading.record().offset());
            if (reading instanceof Reading.Sound sound) {
                judgeSound(sound);
            } else if (reading instanceof Reading.Unreadable unreadable) {
                LedgerRecord record = unreadable.record();
                UnreadableEntry entry =
                        UnreadableEntry.of(
                                ledgerKey,
                                head.epoch(),
                                head.shard(),
                                record.offset(),
                                record.value());
                append(
                        record,
                        EntryCodec.encode(entry),
                        entry,
                        Optional.empty(),
                        KeptEvidence.NOTHING,
                        Optional.of(unreadable.reason()));
            }
            nextOffset = reading.record().offset() + 1;
            leaderEpoch = reading.record().leaderEpoch();
        }

        /** The record behind a gap may be of any leader epoch. */
        void cross(SignedStatement signed) {
            GapStatement statement = signed.statement();
            byte[] note = signed.toBytes();
            GapEntry entry =
                    new GapEntry(
                            head.shard(),
                            statement.from(),
                            statement.to(),
                            statement.reason(),
                            Hash.sha256(note));
            append(
                    new LedgerRecord(
                            statement.from(),
                            NO_LEADER_EPOCH,
                            NOTHING,
                            NOTHING,
                            Optional.empty(),
                            Optional.of(note)),
                    EntryCodec.encode(entry),
                    entry,
                    Optional.empty(),
                    KeptEvidence.NOTHING,
                    Optional.empty());
            nextOffset = statement.from() + 1;
            passOver(statement.to());
            leaderEpoch = NO_LEADER_EPOCH;
        }

        /** Goes forward to an offset, and says of those before it that they had no record. */
        private void passOver(long offset) {
            if (offset > nextOffset) {
                absences.add(new Batch.Absence(nextOffset, offset - 1));
                nextOffset = offset;
            }
        }

        private void judgeSound(Reading.Sound sound) {
            LedgerRecord record = sound.record();
            Known first = known.get(sound.id());
            if (first != null) {
                repeats.add(repeat(sound, first));
                return;
            }
            long index = head.nextIndex() + leaves.size();
            KeptEvidence kept = orders.carryOut(index, sound);
            known.put(sound.id(), new Known(index, record.value(), kept.subject(), kept.context()));
            append(
                    record,
                    record.value(),
                    sound.entry(),
                    Optional.of(sound.id()),
                    kept,
                    Optional.empty());
        }

        private Batch.Repeat repeat(Reading.Sound sound, Known first) {
            return new Batch.Repeat(
                    sound.record(),
                    sound.id(),
                    first.index(),
                    Repeats.conflicting(first, sound),
                    orders.comesTooLate(sound),
                    orders.subjectOf(sound.id()));
        }

        private void append(
                LedgerRecord record,
                byte[] entry,
                Entry content,
                Optional<EntryId> id,
                KeptEvidence evidence,
                Optional<String> unreadable) {
            long index = head.nextIndex() + leaves.size();
            leaves.add(new Batch.Leaf(index, record, entry, content, id, evidence, unreadable));
            leafHashes.add(TreeHash.leaf(entry));
        }

        Batch batch(Optional<Batch.Halt> halt) {
            TileEdge.Growth growth = head.edge().append(leafHashes);
            Head next =
                    new Head(head.epoch(), head.shard(), nextOffset, leaderEpoch, growth.edge());
            return new Batch(
                    leaves, repeats, orders.effects(), absences, growth.completed(), next, halt);
        }
    }
}
