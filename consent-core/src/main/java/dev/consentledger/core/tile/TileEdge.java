package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.Subtree;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The partial tiles at a tree's right edge: what has to be kept beside the full tiles so that the
 * next ones can be made without reading an entry again. Immutable.
 *
 * <p>With a {@link CompactRange} of the same size it describes the same tree; {@link #range} makes
 * that one of this, so that both can be compared before anything is appended or signed.
 *
 * @param size of the tree, in entries
 * @param tiles the partial tiles, those of {@link Tiles#partial} in its order; 8 at most
 */
public record TileEdge(long size, List<Tile> tiles) {

    public static final TileEdge EMPTY = new TileEdge(0, List.of());

    public TileEdge {
        tiles = List.copyOf(tiles);
        if (!tiles.stream().map(Tile::coordinate).toList().equals(Tiles.partial(size))) {
            throw new IllegalArgumentException(
                    "these are not the partial tiles of a tree of %d entries".formatted(size));
        }
    }

    /**
     * What an append makes.
     *
     * @param completed the tiles that are full now, those of {@link Tiles#completed} in its order
     * @param edge what is left at the right
     */
    public record Growth(List<Tile> completed, TileEdge edge) {}

    /** Appends leaf hashes: one node hash for each of them, however they are split into calls. */
    public Growth append(List<Hash> leafHashes) {
        long grownSize = Math.addExact(size, leafHashes.size());
        List<Tile> completed = new ArrayList<>();
        List<Tile> partial = new ArrayList<>();
        List<Hash> coming = leafHashes;
        for (int level = 0; level <= TileCoordinate.LEVEL_MAX; level++) {
            List<Hash> row = new ArrayList<>(partialAt(level));
            row.addAll(coming);
            long index = Tiles.hashes(level, size) / TilePath.WIDTH_FULL;
            coming = new ArrayList<>();
            int from = 0;
            for (; row.size() - from >= TilePath.WIDTH_FULL; from += TilePath.WIDTH_FULL) {
                Tile full = tile(level, index++, row.subList(from, from + TilePath.WIDTH_FULL));
                completed.add(full);
                coming.add(full.hash());
            }
            if (from < row.size()) {
                partial.add(tile(level, index, row.subList(from, row.size())));
            }
        }
        return new Growth(List.copyOf(completed), new TileEdge(grownSize, partial));
    }

    /** The same right edge as the hashes of its complete subtrees. */
    public CompactRange range() {
        List<Hash> edge = new ArrayList<>();
        long at = 0;
        for (int level = Subtree.LEVEL_MAX; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                edge.add(hash(new Subtree(level, at >>> level)));
                at += 1L << level;
            }
        }
        return new CompactRange(size, edge);
    }

    /** The tiles' hashes, level by level, one after the other, as they are stored. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tiles.forEach(tile -> bytes.writeBytes(tile.bytes()));
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote; the size says which tiles these are.
     *
     * @throws IllegalArgumentException where a tree of this size has more or fewer hashes there
     */
    public static TileEdge of(long size, byte[] bytes) {
        List<Tile> tiles = new ArrayList<>();
        int at = 0;
        for (TileCoordinate coordinate : Tiles.partial(size)) {
            int end = at + coordinate.width() * Hash.LENGTH;
            if (end > bytes.length) {
                throw wrongLength(size, bytes);
            }
            tiles.add(read(coordinate, Arrays.copyOfRange(bytes, at, end)));
            at = end;
        }
        if (at != bytes.length) {
            throw wrongLength(size, bytes);
        }
        return new TileEdge(size, tiles);
    }

    private static Tile read(TileCoordinate coordinate, byte[] bytes) {
        try {
            return Tile.read(coordinate, bytes);
        } catch (MalformedTile e) {
            throw new IllegalStateException("bytes of the coordinate's own width", e);
        }
    }

    private static IllegalArgumentException wrongLength(long size, byte[] bytes) {
        return new IllegalArgumentException(
                "%d bytes are not the edge of a tree of %d entries".formatted(bytes.length, size));
    }

    private Hash hash(Subtree subtree) {
        TileCoordinate holding = Tiles.holding(subtree, size);
        return tiles.stream()
                .filter(tile -> tile.coordinate().equals(holding))
                .findFirst()
                .map(tile -> TileHashes.hash(subtree, tile))
                .orElseThrow();
    }

    private List<Hash> partialAt(int level) {
        return tiles.stream()
                .filter(tile -> tile.coordinate().level() == level)
                .findFirst()
                .map(Tile::hashes)
                .orElse(List.of());
    }

    private static Tile tile(int level, long index, List<Hash> hashes) {
        return new Tile(new TileCoordinate(level, index, hashes.size()), hashes);
    }
}
