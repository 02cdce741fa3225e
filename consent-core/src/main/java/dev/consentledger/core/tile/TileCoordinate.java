package dev.consentledger.core.tile;

/**
 * Which tile of a tree: {@code width} hashes at a level, of which each is over 256<sup>level</sup>
 * leaves (C2SP tlog-tiles, section "Merkle Tree").
 *
 * @param level 0 for leaf hashes. The format has levels to 63; a tree of fewer than 2<sup>63</sup>
 *     entries has none beyond 7
 * @param index counted from 0 at its level
 * @param width 256, or less where the tree ends in the tile; never 0
 */
public record TileCoordinate(int level, long index, int width) implements TilePath {

    /** How many levels of the tree one tile has. */
    public static final int HEIGHT = 8;

    public static final int LEVEL_MAX = 7;

    public TileCoordinate {
        if (level < 0 || level > LEVEL_MAX || index < 0 || width < 1 || width > WIDTH_FULL) {
            throw new IllegalArgumentException(
                    "no tree has a tile %d of width %d at level %d".formatted(index, width, level));
        }
        long hashesMax = Long.MAX_VALUE >>> (HEIGHT * level);
        if (width > hashesMax || index > (hashesMax - width) / WIDTH_FULL) {
            throw new IllegalArgumentException(
                    "no tree reaches tile %d of width %d at level %d"
                            .formatted(index, width, level));
        }
    }

    @Override
    public String path() {
        return TileSpelling.of(Integer.toString(level), index, width);
    }

    /** The size of the smallest tree that has it. */
    public long end() {
        return (index * WIDTH_FULL + width) << (HEIGHT * level);
    }
}
