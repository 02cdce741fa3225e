package dev.consentledger.ledger.audit;

import dev.consentledger.core.audit.Audit;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One verification of one shard, from its first entry to the last that it had when this began: the
 * tree with the algorithm that strangers use ({@link Audit}), and besides it what only the inside
 * can see. What is appended meanwhile is the next round's matter; what is verified never changes,
 * so that nothing has to be held still. Its memory does not grow with the shard. For one thread.
 */
public final class ShardRound {

    /** To check a signature takes as long as to check so many entries. */
    private static final int ENTRIES_PER_NOTE = 20;

    /** To read so many bytes takes as long as one entry does, which has far fewer. */
    private static final int BYTES_PER_ENTRY = 1 << 14;

    private final StoredShards stored;
    private final int shard;
    private final StoredExtent extent;
    private final StoredLog log;
    private final EntryRows rows;
    private final IdRows ids;
    private final CheckpointRows checkpoints;
    private final Audit audit;
    private long piece;
    private long lastOffset = -1;
    private boolean atEdge = true;

    private ShardRound(
            StoredShards stored,
            int shard,
            StoredExtent extent,
            StoredLog log,
            EntryRows rows,
            CheckpointRows checkpoints) {
        this.stored = stored;
        this.shard = shard;
        this.extent = extent;
        this.log = log;
        this.rows = rows;
        this.ids = new IdRows(stored, shard, extent.size());
        this.checkpoints = checkpoints;
        this.audit = new Audit(log, extent.size());
    }

    /**
     * Begins with what the shard has now; absent where it has nothing.
     *
     * @param ledgerKey that keys the hashes of unreadable records
     * @param isOurs whether a checkpoint was signed with a key of the shard's log
     * @throws Mismatch where the shard's head cannot be that of any tree
     */
    public static Optional<ShardRound> begin(
            StoredShards stored,
            int epoch,
            int shard,
            byte[] ledgerKey,
            BiPredicate<Integer, SignedCheckpoint> isOurs)
            throws Mismatch {
        Optional<StoredExtent> found = stored.extent(shard);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredExtent extent = found.get();
        return Optional.of(
                new ShardRound(
                        stored,
                        shard,
                        extent,
                        new StoredLog(stored, shard, extent),
                        new EntryRows(ledgerKey, epoch, shard),
                        new CheckpointRows(extent, note -> isOurs.test(shard, note))));
    }

    /** How many entries it verifies. */
    public long size() {
        return extent.size();
    }

    /** How many it has verified. */
    public long entries() {
        return audit.entries();
    }

    /**
     * Verifies a little more.
     *
     * @return how much that was, in entries, and at least 1; 0 where all is verified
     * @throws Mismatch with the first difference; the round has ended then
     */
    public long advance() throws Mismatch {
        if (piece < audit.pieces()) {
            return nextPiece();
        }
        if (atEdge) {
            atEdge = false;
            edge();
            return 1;
        }
        return ids.advance();
    }

    /** Whether the shard was set back since this began, so that a difference says nothing. */
    public boolean isVoid() {
        return stored.extent(shard)
                .filter(now -> now.topicId().equals(extent.topicId()))
                .filter(now -> now.size() >= extent.size())
                .isEmpty();
    }

    private long nextPiece() throws Mismatch {
        BundleCoordinate range =
                Tiles.bundleOf(piece * TilePath.WIDTH_FULL, extent.size()).orElseThrow();
        StoredPiece rows = readRows(range);
        log.show(range.start(), rows.entries());
        audit.use(audit.read(piece));
        requireNoFault();
        // Only now is it sure that the rows beside the entries differ, and not the entries.
        ids.check(rows.expected(), range.start(), range.end());
        List<StoredNote> notes = stored.notes(shard, range.start(), range.end());
        checkpoints.check(range, notes, audit);
        piece++;
        return Math.max(range.width(), rows.bytes() / BYTES_PER_ENTRY)
                + (long) notes.size() * ENTRIES_PER_NOTE;
    }

    private StoredPiece readRows(BundleCoordinate range) throws Mismatch {
        StoredPiece read = new StoredPiece(rows);
        for (long next = range.start(); next < range.end(); ) {
            List<StoredEntry> some = stored.entries(shard, next, range.end());
            for (StoredEntry entry : some) {
                requireNext(next, entry);
                read.add(entry);
                next++;
            }
            if (some.isEmpty()) {
                throw missing(next);
            }
        }
        return read;
    }

    private void requireNext(long index, StoredEntry entry) throws Mismatch {
        if (entry.index() != index) {
            throw missing(index);
        }
        if (entry.entry().length > Entry.LENGTH_MAX) {
            throw new Mismatch("entry %d is longer than any entry".formatted(index));
        }
        if (entry.offset() <= lastOffset || entry.offset() >= extent.nextOffset()) {
            throw new Mismatch(
                    "entry %d is said to be of the record at offset %d, which is out of order"
                            .formatted(index, entry.offset()));
        }
        lastOffset = entry.offset();
    }

    private static Mismatch missing(long index) {
        return new Mismatch("entry %d is missing".formatted(index));
    }

    private void edge() throws Mismatch {
        Optional<Hash> root = audit.end();
        requireNoFault();
        if (!root.orElseThrow().equals(log.root())) {
            throw new Mismatch(
                    "the %d entries lead to the root %s, and heads.root has %s"
                            .formatted(extent.size(), root.get(), log.root()));
        }
    }

    private void requireNoFault() throws Mismatch {
        if (audit.faults().count() > 0) {
            throw new Mismatch(audit.faults().kept().get(0).line());
        }
    }
}
