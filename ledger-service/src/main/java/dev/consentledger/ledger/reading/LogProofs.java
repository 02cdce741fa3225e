package dev.consentledger.ledger.reading;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.Subtree;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.tile.TileHashes;
import dev.consentledger.core.tile.Tiles;
import dev.consentledger.ledger.lookup.Found;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes proofs from the stored tiles: two queries for an entry that is there, and some ten hashes;
 * a third one keeps a checkpoint that was never quoted before. An inclusion proof is verified
 * before it is given away. Thread-safe; fails with {@link DamagedLog} or {@link
 * dev.consentledger.core.tile.MissingTile} where the tiles are not those of the signed tree.
 */
public final class LogProofs {

    private final PublishedLog log;
    private final Function<UUID, Uni<Optional<Found>>> lookup;
    private final Quotations quotations;
    private final int epoch;

    /**
     * @param lookup what became of an event; empty while it may be waiting
     * @param quotations keep the checkpoints that proofs quote
     * @param epoch whose shards are asked for
     */
    public LogProofs(
            PublishedLog log,
            Function<UUID, Uni<Optional<Found>>> lookup,
            Quotations quotations,
            int epoch) {
        this.log = log;
        this.lookup = lookup;
        this.quotations = quotations;
        this.epoch = epoch;
    }

    /** The proof that the ledger has an event's entry. */
    public Uni<ProofOutcome> prove(UUID eventId, EntryChoice which, CheckpointChoice under) {
        return log.provable(eventId, under)
                .chain(
                        entries ->
                                entries.isEmpty()
                                        ? onceJudged(eventId, which, under)
                                        : prove(entries, which, under));
    }

    /** What is not there may be waiting on the records topic: that is looked up, and waited for. */
    private Uni<ProofOutcome> onceJudged(UUID eventId, EntryChoice which, CheckpointChoice under) {
        return lookup.apply(eventId)
                .chain(
                        found ->
                                found.isPresent()
                                        ? again(eventId, which, under)
                                        : outcome(new ProofOutcome.NotYetCovered()));
    }

    private Uni<ProofOutcome> again(UUID eventId, EntryChoice which, CheckpointChoice under) {
        return log.provable(eventId, under).chain(entries -> prove(entries, which, under));
    }

    private Uni<ProofOutcome> prove(
            List<ProvableEntry> entries, EntryChoice which, CheckpointChoice under) {
        List<ProvableEntry> meant = entries.stream().filter(which::includes).toList();
        if (meant.isEmpty()) {
            return outcome(new ProofOutcome.Unknown());
        }
        if (meant.size() > 1) {
            return outcome(new ProofOutcome.Several(meant.stream().map(LogProofs::place).toList()));
        }
        ProvableEntry entry = meant.get(0);
        return entry.checkpoint()
                .filter(signed -> signed.checkpoint().size() > entry.index())
                .map(signed -> prove(entry, signed))
                .orElseGet(() -> outcome(uncovered(under)));
    }

    private static ProofOutcome uncovered(CheckpointChoice under) {
        if (under instanceof CheckpointChoice.OfSize) {
            return new ProofOutcome.NoSuchCheckpoint();
        }
        return under instanceof CheckpointChoice.Cosigned
                ? new ProofOutcome.NotYetCosigned()
                : new ProofOutcome.NotYetCovered();
    }

    private Uni<ProofOutcome> prove(ProvableEntry entry, SignedCheckpoint signed) {
        long size = signed.checkpoint().size();
        return hashes(entry.log(), size, Inclusion.subtrees(entry.index(), size))
                .map(hashes -> Inclusion.path(entry.index(), size, hashes))
                .map(path -> verified(entry, signed, path))
                .chain(proved -> quoted(proved, size));
    }

    /** Nothing is handed out under a checkpoint that may be thinned away. */
    private Uni<ProofOutcome> quoted(ProofOutcome.Proved proved, long size) {
        return quotations
                .keep(proved.log(), size)
                .map(stays -> stays ? proved : new ProofOutcome.NoSuchCheckpoint());
    }

    private static ProofOutcome.Proved verified(
            ProvableEntry entry, SignedCheckpoint signed, List<Hash> path) {
        Checkpoint checkpoint = signed.checkpoint();
        Hash leaf = TreeHash.leaf(entry.entry());
        if (!Inclusion.verify(entry.index(), checkpoint.size(), leaf, path, checkpoint.root())) {
            throw new DamagedLog(
                    entry.log(),
                    "the stored entry %d and the stored tiles do not lead to the root that was signed at size %d"
                            .formatted(entry.index(), checkpoint.size()));
        }
        EntryProof proof = new EntryProof(entry.entry(), TlogProof.of(entry.index(), path, signed));
        return new ProofOutcome.Proved(entry.log(), proof);
    }

    /**
     * The proof that a tree is the beginning of a later one. Any sizes may be asked for that the
     * newest checkpoint covers.
     *
     * @param to absent for the newest checkpoint's size
     */
    public Uni<ConsistencyOutcome> consistency(int shard, long from, OptionalLong to) {
        LogId id = new LogId(epoch, shard);
        return log.signedSize(id).chain(signed -> consistency(id, from, to, signed));
    }

    private Uni<ConsistencyOutcome> consistency(
            LogId id, long from, OptionalLong to, OptionalLong signed) {
        if (signed.isEmpty()) {
            return Uni.createFrom().item(new ConsistencyOutcome.NoSuchLog());
        }
        long newest = signed.getAsLong();
        long end = to.orElse(newest);
        if (Math.max(from, end) > newest) {
            return Uni.createFrom().item(new ConsistencyOutcome.NotSigned(newest));
        }
        if (from > end) {
            return Uni.createFrom().item(new ConsistencyOutcome.Shrinking(from, end));
        }
        return hashes(id, end, Consistency.subtrees(from, end))
                .map(hashes -> Consistency.path(from, end, hashes))
                .map(path -> new ConsistencyOutcome.Proved(id, from, end, path));
    }

    private Uni<TileHashes> hashes(LogId id, long size, List<Subtree> subtrees) {
        return log.tiles(id, Tiles.holding(subtrees, size))
                .map(tiles -> TileHashes.of(size, tiles));
    }

    private static Uni<ProofOutcome> outcome(ProofOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private static ProofOutcome.Place place(ProvableEntry entry) {
        return new ProofOutcome.Place(entry.log().epoch(), entry.log().shard(), entry.index());
    }
}
