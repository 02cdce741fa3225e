package dev.consentledger.core.tile;

/**
 * Which entry bundle of a log: the entries whose hashes are the tile of the same index and width at
 * level 0 (C2SP tlog-tiles, section "Log entries").
 *
 * @param width 256, or less where the log ends in the bundle; never 0
 */
public record BundleCoordinate(long index, int width) implements TilePath {

    public BundleCoordinate {
        new TileCoordinate(0, index, width);
    }

    @Override
    public String path() {
        return TileSpelling.of("entries", index, width);
    }

    /** The index of its first entry. */
    public long start() {
        return index * WIDTH_FULL;
    }

    /** One more than the index of its last entry. */
    public long end() {
        return start() + width;
    }

    /** The tile of its entries' hashes. */
    public TileCoordinate tile() {
        return new TileCoordinate(0, index, width);
    }
}
