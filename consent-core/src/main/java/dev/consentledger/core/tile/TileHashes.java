package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.HashSource;
import dev.consentledger.core.merkle.Subtree;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hashes of a tree, made from its tiles, so that a proof costs a handful of reads. What it
 * gives is as true as the tiles are: a reader that does not trust them verifies the proof.
 * Thread-safe where its reader is.
 *
 * <p>Where reading must not block, ask {@link Tiles#holding} what a proof needs, read that, and
 * give it to {@link #of}.
 */
public final class TileHashes implements HashSource {

    /** More than the two tiles a level that any proof needs: a limit for what one call reads. */
    public static final int TILES_MAX = 2 * (TileCoordinate.LEVEL_MAX + 1);

    private final long size;
    private final TileReader reader;

    /**
     * @param size of the tree, in entries
     */
    public TileHashes(long size, TileReader reader) {
        this.size = size;
        this.reader = reader;
    }

    /** A source of what these tiles have. */
    public static TileHashes of(long size, Collection<Tile> tiles) {
        List<Tile> there = List.copyOf(tiles);
        return new TileHashes(size, coordinates -> there);
    }

    /**
     * @throws IllegalArgumentException for subtrees that the tree does not have, or that no one
     *     proof needs together
     * @throws MissingTile where the reader did not have a tile
     */
    @Override
    public List<Hash> hashes(List<Subtree> subtrees) {
        Set<TileCoordinate> wanted = Tiles.holding(subtrees, size);
        if (wanted.size() > TILES_MAX) {
            throw new IllegalArgumentException(
                    "no proof needs %d tiles at once".formatted(wanted.size()));
        }
        Map<TileCoordinate, Tile> tiles = new HashMap<>();
        reader.read(wanted).forEach(tile -> keepWidest(tiles, tile));
        return subtrees.stream().map(subtree -> hash(subtree, tiles)).toList();
    }

    private Hash hash(Subtree subtree, Map<TileCoordinate, Tile> tiles) {
        TileCoordinate wanted = Tiles.holding(subtree, size);
        Tile tile = tiles.get(place(wanted));
        if (tile == null || tile.coordinate().width() < wanted.width()) {
            throw new MissingTile(wanted);
        }
        return hash(subtree, tile);
    }

    /** A subtree's hash from the tile that holds it. */
    static Hash hash(Subtree subtree, Tile tile) {
        int height = subtree.level() % TileCoordinate.HEIGHT;
        int from = (int) ((subtree.index() << height) % TilePath.WIDTH_FULL);
        return height == 0 ? tile.hashes().get(from) : tile.hash(from, 1 << height);
    }

    private static void keepWidest(Map<TileCoordinate, Tile> tiles, Tile tile) {
        tiles.merge(
                place(tile.coordinate()),
                tile,
                (a, b) -> a.coordinate().width() >= b.coordinate().width() ? a : b);
    }

    /** The same for all widths of a tile. */
    private static TileCoordinate place(TileCoordinate coordinate) {
        return new TileCoordinate(coordinate.level(), coordinate.index(), 1);
    }
}
