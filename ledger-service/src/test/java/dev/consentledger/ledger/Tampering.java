package dev.consentledger.ledger;

import static dev.consentledger.ledger.Tampering.By.AUDIT;
import static dev.consentledger.ledger.Tampering.By.HELD;
import static dev.consentledger.ledger.Tampering.By.INSIDE;

import java.util.EnumSet;
import java.util.Set;

/** What somebody with all rights in the database can do to a shard, and all that finds it. */
enum Tampering {
    ENTRY_BIT_FLIPPED(Forger::flipBitOfEntry, AUDIT, HELD, INSIDE),
    ENTRY_REPLACED_BY_ANOTHER(Forger::replaceEntryByAnother, AUDIT, HELD, INSIDE),
    ENTRY_SPELLED_IN_ANOTHER_WAY(Forger::spellEntryInAnotherWay, AUDIT, HELD, INSIDE),
    ENTRY_DELETED(by -> by.shard().remove("= " + by.signedIndex()), AUDIT, HELD, INSIDE),
    ENTRY_DELETED_AND_LATER_ONES_MOVED_UP(Forger::deleteAndMoveUp, AUDIT, HELD, INSIDE),
    ENTRY_DELETED_AND_TREE_RECOMPUTED(
            by -> {
                by.deleteAndMoveUp();
                by.shard().recompute();
            },
            AUDIT,
            HELD,
            INSIDE),
    ENTRIES_SWAPPED(Forger::swapEntries, AUDIT, HELD, INSIDE),
    TAIL_CUT_OFF(by -> by.cutTail(by.signedIndex()), AUDIT, HELD, INSIDE),
    /** The ledger as it was once: only who has seen more of it can tell. */
    TAIL_CUT_OFF_AT_A_CHECKPOINT(
            by -> {
                long size = by.earlierCheckpoint();
                by.cutTail(size);
                by.shard().forgetWhatWasSignedAfter(size);
            },
            HELD),
    HISTORY_REWRITTEN(Forger::rewriteHistory, AUDIT, HELD, INSIDE),
    /** With the stolen key: only who has seen the other history can tell. */
    HISTORY_REWRITTEN_AND_SIGNED_ANEW(
            by -> {
                by.rewriteHistory();
                by.shard().signAnew();
            },
            HELD),
    RECORD_OFFSETS_SWAPPED(by -> by.swap("entries", "record_offset"), INSIDE),
    TILE_BIT_FLIPPED(Forger::flipBitOfTile, AUDIT, INSIDE),
    TILES_SWAPPED(Forger::swapTiles, AUDIT, INSIDE),
    TILE_DELETED(Forger::deleteTile, AUDIT, INSIDE),
    EDGE_BIT_FLIPPED(by -> by.flipBitOfEdge(true), AUDIT, INSIDE),
    /** Nothing of that is served yet. */
    UNSIGNED_EDGE_BIT_FLIPPED(by -> by.flipBitOfEdge(false), INSIDE),
    EDGE_SHORTENED(Forger::shortenEdge, AUDIT, INSIDE),
    ROOT_CHANGED(Forger::changeRoot, INSIDE),
    NEWEST_CHECKPOINT_ALTERED(Forger::alterNewestCheckpoint, AUDIT, INSIDE),
    NEWEST_CHECKPOINT_OF_ANOTHER_KEY(Forger::signNewestCheckpointAsSomebodyElse, AUDIT, INSIDE),
    NEWEST_CHECKPOINT_OF_ANOTHER_ROOT(Forger::signAnotherRoot, AUDIT, INSIDE),
    NEWEST_CHECKPOINT_DELETED(
            by -> by.shard().run("DELETE FROM signed_heads WHERE %s"), AUDIT, HELD, INSIDE),
    KEPT_CHECKPOINT_ALTERED(Forger::alterKeptCheckpoint, INSIDE),
    NEWEST_KEPT_CHECKPOINT_DELETED(
            by ->
                    by.shard()
                            .run(
                                    "DELETE FROM checkpoints WHERE %s AND size = ?",
                                    by.shard().signedSize()),
            INSIDE),
    ID_POINTS_TO_ANOTHER_ENTRY(by -> by.swap("ids", "entry_index"), INSIDE),
    ID_DELETED(by -> by.deleteFrom("ids"), INSIDE),
    /** A choice that is to come would be taken for a repetition. */
    ID_ADDED(Forger::addId, INSIDE),
    EVIDENCE_ALTERED(by -> by.alter("evidence", by.part()), INSIDE),
    EVIDENCE_SWAPPED(by -> by.swap("evidence", by.part()), INSIDE),
    /** Its subject would not be found by the order to erase it. */
    TAG_CHANGED(by -> by.setTag("gen_random_uuid()"), INSIDE),
    TAG_REMOVED(by -> by.setTag("NULL"), INSIDE),
    ERASED_EVIDENCE_BROUGHT_BACK(
            by -> by.shard().run("INSERT INTO evidence SELECT * FROM kept_evidence"), INSIDE),
    OUTCOME_DELETED(by -> by.deleteFrom("outcomes"), INSIDE),
    OUTCOME_ADDED(Forger::addOutcome, INSIDE),
    TOMBSTONE_DELETED(by -> by.deleteFrom("tombstones"), INSIDE),
    DOCUMENT_ALTERED(by -> by.alter("documents", "document"), INSIDE),
    DOCUMENT_DELETED(by -> by.deleteFrom("documents"), INSIDE),
    UNREADABLE_RECORD_ALTERED(by -> by.alter("unreadable", "record_value"), INSIDE);

    /** What can find it. */
    enum By {
        /** A stranger's audit of what is served, who has the keys and nothing else. */
        AUDIT,
        /** A checkpoint that somebody outside read before. */
        HELD,
        /** The ledger's own audit of what is stored. */
        INSIDE
    }

    /** How it is done. */
    interface Change {
        void make(Forger by) throws Exception;
    }

    private final Change change;
    private final Set<By> foundBy;

    Tampering(Change change, By first, By... others) {
        this.change = change;
        this.foundBy = EnumSet.of(first, others);
    }

    void apply(Forger by) throws Exception {
        change.make(by);
    }

    Set<By> foundBy() {
        return foundBy;
    }
}
