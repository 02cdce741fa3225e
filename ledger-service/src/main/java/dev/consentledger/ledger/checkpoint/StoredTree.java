package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.HashSource;
import dev.consentledger.core.merkle.Subtree;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.tile.MissingTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TileHashes;
import dev.consentledger.core.tile.Tiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A shard's tree, recomputed from what is stored: nothing that an append wrote down is believed
 * before it follows from the tiles. Not thread-safe.
 */
final class StoredTree {

    /** Tiles that are read and checked at once: 1 MB of them. */
    private static final int CHUNK = 128;

    private final StoredHead head;
    private final TileEdge edge;
    private final Function<Collection<TileCoordinate>, List<Tile>> fullTiles;
    private final HashSource hashes;

    /**
     * @param fullTiles reads full tiles; leaves out what is missing
     * @throws TreeFault where the stored edge is not that of a tree of the head's size
     */
    StoredTree(StoredHead head, Function<Collection<TileCoordinate>, List<Tile>> fullTiles)
            throws TreeFault {
        this.head = head;
        this.fullTiles = fullTiles;
        try {
            this.edge = TileEdge.of(head.size(), head.edge());
        } catch (IllegalArgumentException e) {
            throw new TreeFault(
                    "heads.edge is not that of a tree of %d entries".formatted(head.size()));
        }
        this.hashes = new TileHashes(head.size(), this::read);
    }

    /**
     * Checks the head against the tiles, every tile that became full since the last signature, and
     * that the tree that was signed is the beginning of this one.
     *
     * @param signedSize 0 where nothing was signed yet
     * @throws TreeFault with the first difference
     */
    void requireGrownFrom(long signedSize, Hash signedRoot) throws TreeFault {
        requireRoot(rootAt(head.size()), head.root(), head.size(), "heads.root");
        requireNewTiles(signedSize);
        if (signedSize == 0) {
            return;
        }
        requireRoot(rootAt(signedSize), signedRoot, signedSize, "the last signed checkpoint");
        List<Hash> path = path(signedSize, head.size());
        if (!Consistency.verify(signedSize, head.size(), path, signedRoot, head.root())) {
            throw new TreeFault(
                    "the signed tree of %d entries is not the beginning of the tree of %d"
                            .formatted(signedSize, head.size()));
        }
    }

    /**
     * The root of the first entries.
     *
     * @throws TreeFault where a tile is missing
     */
    Hash rootAt(long size) throws TreeFault {
        try {
            return TreeHash.root(size, hashes);
        } catch (MissingTile e) {
            throw new TreeFault(e.getMessage());
        }
    }

    /**
     * The proof that the tree of the first {@code from} entries is the beginning of that of {@code
     * to}.
     *
     * @throws TreeFault where a tile is missing
     */
    List<Hash> path(long from, long to) throws TreeFault {
        try {
            return Consistency.path(from, to, hashes);
        } catch (MissingTile e) {
            throw new TreeFault(e.getMessage());
        }
    }

    private static void requireRoot(Hash stored, Hash said, long size, String where)
            throws TreeFault {
        if (!stored.equals(said)) {
            throw new TreeFault(
                    "the stored tiles give the root %s for %d entries, and %s has %s"
                            .formatted(stored, size, where, said));
        }
    }

    /** Each of them has to hash to what stands for it one level up. */
    private void requireNewTiles(long signedSize) throws TreeFault {
        List<TileCoordinate> completed = Tiles.completed(signedSize, head.size());
        for (int from = 0; from < completed.size(); from += CHUNK) {
            requireTiles(completed.subList(from, Math.min(from + CHUNK, completed.size())));
        }
    }

    private void requireTiles(List<TileCoordinate> coordinates) throws TreeFault {
        List<Tile> tiles = fullTiles.apply(coordinates);
        for (TileCoordinate coordinate : coordinates) {
            if (tiles.stream().noneMatch(tile -> tile.coordinate().equals(coordinate))) {
                throw new TreeFault("missing: " + coordinate.path());
            }
        }
        List<Subtree> above = tiles.stream().map(StoredTree::over).toList();
        List<Hash> expected;
        try {
            expected = hashes.hashes(above);
        } catch (MissingTile e) {
            throw new TreeFault(e.getMessage());
        }
        for (int i = 0; i < tiles.size(); i++) {
            if (!tiles.get(i).hash().equals(expected.get(i))) {
                throw new TreeFault(
                        "%s does not hash to what the tile above it has"
                                .formatted(tiles.get(i).coordinate().path()));
            }
        }
    }

    private static Subtree over(Tile tile) {
        TileCoordinate at = tile.coordinate();
        return new Subtree((at.level() + 1) * TileCoordinate.HEIGHT, at.index());
    }

    private Collection<Tile> read(Set<TileCoordinate> coordinates) {
        List<Tile> found = new ArrayList<>(edge.tiles());
        List<TileCoordinate> full = coordinates.stream().filter(TileCoordinate::isFull).toList();
        if (!full.isEmpty()) {
            found.addAll(fullTiles.apply(full));
        }
        return found;
    }
}
