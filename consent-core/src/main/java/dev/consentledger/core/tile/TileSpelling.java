package dev.consentledger.core.tile;

import java.util.regex.Pattern;

/** How the paths of tiles are written. */
final class TileSpelling {

    /** Six groups of digits are enough, and too few for a number that is none of 64 bits. */
    static final Pattern PATH =
            Pattern.compile(
                    "tile/(?<level>entries|[0-9]{1,2})/"
                            + "(?<index>(?:x[0-9]{3}/){0,5}[0-9]{3})"
                            + "(?:\\.p/(?<width>[0-9]{1,3}))?");

    private static final int GROUP = 1000;

    private TileSpelling() {}

    static String of(String folder, long index, int width) {
        StringBuilder groups = new StringBuilder("%03d".formatted(index % GROUP));
        for (long left = index / GROUP; left > 0; left /= GROUP) {
            groups.insert(0, "x%03d/".formatted(left % GROUP));
        }
        String partial = width == TilePath.WIDTH_FULL ? "" : ".p/" + width;
        return "tile/" + folder + "/" + groups + partial;
    }
}
