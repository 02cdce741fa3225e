package dev.consentledger.core.pack;

import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which tiles lead from some entries of a log to its root: for each entry the tile with its leaf
 * hash and the one above it, up to the top; and those of the right edge, which the root is made of.
 * Takes one bit for each 256 entries of the log. For one thread.
 */
public final class PackTiles {

    private final long size;
    private final BitSet leaves = new BitSet();

    /**
     * @param size of the tree, in entries; fewer than 2<sup>39</sup>
     */
    public PackTiles(long size) {
        if (size < 0 || size / TilePath.WIDTH_FULL > Integer.MAX_VALUE - 1) {
            throw new IllegalArgumentException("no pack is made of a tree of " + size);
        }
        this.size = size;
    }

    /** Adds what leads from this entry. */
    public void add(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of %d has no %d".formatted(size, index));
        }
        leaves.set((int) (index / TilePath.WIDTH_FULL));
    }

    /** Gives each tile once, level by level, each from left to right. */
    public void forEach(Consumer<TileCoordinate> to) {
        BitSet level = leaves;
        for (int number = 0; number <= TileCoordinate.LEVEL_MAX; number++) {
            BitSet above = new BitSet();
            long edge = edge(number).map(TileCoordinate::index).orElse(-1L);
            BitSet wanted = (BitSet) level.clone();
            if (edge >= 0) {
                wanted.set((int) edge);
            }
            for (int at = wanted.nextSetBit(0); at >= 0; at = wanted.nextSetBit(at + 1)) {
                Optional<TileCoordinate> tile = Tiles.at(number, at, size);
                tile.ifPresent(to);
                if (tile.filter(TilePath::isFull).isPresent()) {
                    above.set(at / TilePath.WIDTH_FULL);
                }
            }
            level = above;
        }
    }

    /** The partial tile of a level; none where the level ends with a full one. */
    private Optional<TileCoordinate> edge(int level) {
        return Tiles.partial(size).stream().filter(tile -> tile.level() == level).findFirst();
    }
}
