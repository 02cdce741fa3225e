package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries as they are served: each with its length in two bytes, big-endian, before it (C2SP
 * tlog-tiles, section "Log entries"). Pure.
 */
public final class EntryBundle {

    /** What two bytes of length can say. */
    public static final int ENTRY_LENGTH_MAX = 0xffff;

    /** A full bundle of the longest entries. */
    public static final int BYTES_MAX = TilePath.WIDTH_FULL * (2 + ENTRY_LENGTH_MAX);

    private EntryBundle() {}

    /**
     * @throws IllegalArgumentException for more than 256 entries, none, or one of more than 65,535
     *     bytes
     */
    public static byte[] encode(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.WIDTH_FULL) {
            throw new IllegalArgumentException("a bundle of %d entries".formatted(entries.size()));
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > ENTRY_LENGTH_MAX) {
                throw new IllegalArgumentException("an entry of %d bytes".formatted(entry.length));
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /**
     * The entries of a bundle of this width, in order.
     *
     * @throws MalformedTile where there are more or fewer, or one is cut off
     */
    public static List<byte[]> read(BundleCoordinate coordinate, byte[] bytes)
            throws MalformedTile {
        List<byte[]> entries = new ArrayList<>(coordinate.width());
        int at = 0;
        while (entries.size() < coordinate.width()) {
            if (bytes.length - at < 2) {
                throw cutOff(coordinate, entries.size());
            }
            int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            at += 2;
            if (bytes.length - at < length) {
                throw cutOff(coordinate, entries.size());
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (at != bytes.length) {
            throw new MalformedTile(
                    "%s has %d bytes after its last entry"
                            .formatted(coordinate.path(), bytes.length - at));
        }
        return entries;
    }

    /**
     * The beginning of a wider bundle, which is what it was while the log was smaller.
     *
     * @throws MalformedTile where an entry of it is cut off
     */
    public static byte[] narrowed(BundleCoordinate coordinate, byte[] wider) throws MalformedTile {
        int at = 0;
        for (int entries = 0; entries < coordinate.width(); entries++) {
            if (wider.length - at < 2) {
                throw cutOff(coordinate, entries);
            }
            at += 2 + ((wider[at] & 0xff) << 8 | wider[at + 1] & 0xff);
            if (at > wider.length) {
                throw cutOff(coordinate, entries);
            }
        }
        return Arrays.copyOf(wider, at);
    }

    /** The tile that the entries of a bundle hash to. */
    public static Tile tile(BundleCoordinate coordinate, List<byte[]> entries) {
        return new Tile(coordinate.tile(), entries.stream().map(TreeHash::leaf).toList());
    }

    static MalformedTile cutOff(BundleCoordinate coordinate, int entries) {
        return new MalformedTile(
                "%s ends in entry %d of %d"
                        .formatted(coordinate.path(), entries + 1, coordinate.width()));
    }
}
