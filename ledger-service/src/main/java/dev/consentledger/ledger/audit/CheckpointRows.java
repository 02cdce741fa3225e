package dev.consentledger.ledger.audit;

import dev.consentledger.core.audit.Audit;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.BundleCoordinate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks that every checkpoint that is kept is of the tree that the entries make, and is signed.
 * One that is not kept any more was thinned out; the newest always is.
 */
final class CheckpointRows {

    private final StoredExtent extent;
    private final Predicate<SignedCheckpoint> isOurs;

    /**
     * @throws Mismatch where more is signed than there is, or the newest checkpoint is not kept
     */
    CheckpointRows(StoredExtent extent, Predicate<SignedCheckpoint> isOurs) throws Mismatch {
        this.extent = extent;
        this.isOurs = isOurs;
        long newest = extent.signed().map(StoredExtent.Signed::size).orElse(0L);
        if (newest != extent.newestKept()) {
            throw new Mismatch(
                    "the newest checkpoint is of %d entries, and of those that are kept of %d"
                            .formatted(newest, extent.newestKept()));
        }
        if (extent.signed().isPresent()) {
            requireNewest(extent.signed().get());
        }
    }

    private void requireNewest(StoredExtent.Signed signed) throws Mismatch {
        if (signed.size() > extent.size()) {
            throw new Mismatch(
                    "a checkpoint of %d entries was signed, and heads has %d entries"
                            .formatted(signed.size(), extent.size()));
        }
        if (signed.size() <= 0) {
            throw new Mismatch("signed_heads has a checkpoint of no entries");
        }
        SignedCheckpoint newest = read("signed_heads", signed.note());
        if (!Arrays.equals(newest.checkpoint().root().toBytes(), signed.root())
                || newest.checkpoint().size() != signed.size()) {
            throw new Mismatch("signed_heads does not say what its own note says");
        }
    }

    /**
     * Checks those that the entries of a bundle lead to.
     *
     * @param notes in order of their sizes
     */
    void check(BundleCoordinate range, List<StoredNote> notes, Audit audit) throws Mismatch {
        List<StoredNote> all = new ArrayList<>(notes);
        extent.signed()
                .filter(newest -> newest.size() > range.start() && newest.size() <= range.end())
                .ifPresent(newest -> all.add(new StoredNote(newest.size(), newest.note())));
        all.sort(Comparator.comparingLong(StoredNote::size));
        for (StoredNote note : all) {
            check(note, audit.root(note.size()));
        }
    }

    private void check(StoredNote stored, Hash root) throws Mismatch {
        String where = "the checkpoint of %d entries".formatted(stored.size());
        SignedCheckpoint note = read(where, stored.note());
        if (note.checkpoint().size() != stored.size()) {
            throw new Mismatch("%s says %d".formatted(where, note.checkpoint().size()));
        }
        if (!note.checkpoint().root().equals(root)) {
            throw new Mismatch(
                    "%s has the root %s, and they lead to %s"
                            .formatted(where, note.checkpoint().root(), root));
        }
        if (!isOurs.test(note)) {
            throw new Mismatch("%s is not signed with a key of this log".formatted(where));
        }
    }

    private static SignedCheckpoint read(String where, byte[] note) throws Mismatch {
        try {
            return SignedCheckpoint.parse(note);
        } catch (MalformedCheckpoint e) {
            throw new Mismatch("%s has no checkpoint: %s".formatted(where, e.getMessage()));
        }
    }
}
