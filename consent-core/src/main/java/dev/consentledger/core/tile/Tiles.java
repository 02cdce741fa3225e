package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.Subtree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which tiles a tree has (C2SP tlog-tiles, section "Merkle Tree"). Pure; sizes are in entries. */
public final class Tiles {

    private Tiles() {}

    /**
     * The tiles that are full in the tree of {@code newSize} and were not in that of {@code
     * oldSize}, level by level, each from left to right. They never change again.
     *
     * @throws IllegalArgumentException where a size is negative or the tree shrinks
     */
    public static List<TileCoordinate> completed(long oldSize, long newSize) {
        requireGrowth(oldSize, newSize);
        List<TileCoordinate> completed = new ArrayList<>();
        for (int level = 0; level <= TileCoordinate.LEVEL_MAX; level++) {
            long full = hashes(level, newSize) / TilePath.WIDTH_FULL;
            for (long i = hashes(level, oldSize) / TilePath.WIDTH_FULL; i < full; i++) {
                completed.add(new TileCoordinate(level, i, TilePath.WIDTH_FULL));
            }
        }
        return completed;
    }

    /**
     * The partial tiles of the tree's right edge, level by level; none for a level that ends with a
     * full tile.
     */
    public static List<TileCoordinate> partial(long size) {
        requireGrowth(0, size);
        List<TileCoordinate> partial = new ArrayList<>();
        for (int level = 0; level <= TileCoordinate.LEVEL_MAX; level++) {
            long hashes = hashes(level, size);
            int width = (int) (hashes % TilePath.WIDTH_FULL);
            if (width > 0) {
                partial.add(new TileCoordinate(level, hashes / TilePath.WIDTH_FULL, width));
            }
        }
        return partial;
    }

    /** The tile at this place in a tree of this size, as wide as it is there; absent beyond it. */
    public static Optional<TileCoordinate> at(int level, long index, long size) {
        if (level < 0 || level > TileCoordinate.LEVEL_MAX || index < 0 || size < 0) {
            return Optional.empty();
        }
        long hashes = hashes(level, size);
        if (index > hashes / TilePath.WIDTH_FULL) {
            return Optional.empty();
        }
        long width = Math.min(TilePath.WIDTH_FULL, hashes - index * TilePath.WIDTH_FULL);
        return width == 0
                ? Optional.empty()
                : Optional.of(new TileCoordinate(level, index, (int) width));
    }

    /** The entry bundle that has an entry in a log of this size; absent where the log has not. */
    public static Optional<BundleCoordinate> bundleOf(long entryIndex, long size) {
        if (entryIndex < 0 || entryIndex >= size) {
            return Optional.empty();
        }
        return at(0, entryIndex / TilePath.WIDTH_FULL, size)
                .map(tile -> new BundleCoordinate(tile.index(), tile.width()));
    }

    /**
     * The tiles that a tree of this size needs to give the hashes of these subtrees. For one proof
     * these are at most two a level.
     *
     * @throws IllegalArgumentException where a subtree is not in the tree
     */
    public static Set<TileCoordinate> holding(List<Subtree> subtrees, long size) {
        Set<TileCoordinate> tiles = new LinkedHashSet<>();
        subtrees.forEach(subtree -> tiles.add(holding(subtree, size)));
        return tiles;
    }

    /** The tile whose hashes a subtree's hash is made of. */
    static TileCoordinate holding(Subtree subtree, long size) {
        int level = subtree.level() / TileCoordinate.HEIGHT;
        long first = subtree.index() << (subtree.level() % TileCoordinate.HEIGHT);
        if (subtree.end() > size) {
            throw new IllegalArgumentException(
                    "a tree of %d entries does not have %s".formatted(size, subtree));
        }
        return at(level, first / TilePath.WIDTH_FULL, size).orElseThrow();
    }

    /** How many hashes a tree of this size has at a level of its tiles. */
    static long hashes(int level, long size) {
        return size >>> (TileCoordinate.HEIGHT * level);
    }

    private static void requireGrowth(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a tree does not grow from %d to %d entries".formatted(oldSize, newSize));
        }
    }
}
