package dev.consentledger.core.tile;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Where a tile or an entry bundle is served, relative to its log's prefix: {@code
 * tile/<level>/<index>[.p/<width>]} or {@code tile/entries/<index>[.p/<width>]} (C2SP tlog-tiles,
 * section "APIs"). Every tile has one path only.
 */
public sealed interface TilePath permits TileCoordinate, BundleCoordinate {

    /** How many hashes or entries a full tile has. */
    int WIDTH_FULL = 256;

    /** Longer than the longest path, which has an index of six groups of digits. */
    int PATH_LENGTH_MAX = 64;

    /** Counted from 0 at its level. */
    long index();

    /** How many hashes or entries it has: 256, or fewer at the tree's right edge. */
    int width();

    /** The path, without a slash before it. */
    String path();

    default boolean isFull() {
        return width() == WIDTH_FULL;
    }

    /**
     * Reads a path; absent where it is none, is spelled in another way than ours, or names a tile
     * that no tree of fewer than 2<sup>63</sup> entries has.
     */
    static Optional<TilePath> parse(String path) {
        if (path.length() > PATH_LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher matcher = TileSpelling.PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String level = matcher.group("level");
        long index = Long.parseLong(matcher.group("index").replace("x", "").replace("/", ""));
        String width = matcher.group("width");
        try {
            int wide = width == null ? WIDTH_FULL : Integer.parseInt(width);
            TilePath tile =
                    level.equals("entries")
                            ? new BundleCoordinate(index, wide)
                            : new TileCoordinate(Integer.parseInt(level), index, wide);
            return Optional.of(tile).filter(read -> read.path().equals(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
