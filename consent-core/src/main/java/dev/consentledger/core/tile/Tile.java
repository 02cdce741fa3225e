package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of a tile, from left to right. Immutable.
 *
 * @param hashes as many as the coordinate is wide
 */
public record Tile(TileCoordinate coordinate, List<Hash> hashes) {

    public Tile {
        hashes = List.copyOf(hashes);
        if (hashes.size() != coordinate.width()) {
            throw new IllegalArgumentException(
                    "%s with %d hashes".formatted(coordinate.path(), hashes.size()));
        }
    }

    /**
     * Reads what {@link #bytes} wrote: 32 bytes a hash, 8,192 for a full tile.
     *
     * @throws MalformedTile where the bytes are not of the coordinate's width
     */
    public static Tile read(TileCoordinate coordinate, byte[] bytes) throws MalformedTile {
        if (bytes.length != coordinate.width() * Hash.LENGTH) {
            throw new MalformedTile(
                    "%s has %d bytes, not %d"
                            .formatted(
                                    coordinate.path(),
                                    coordinate.width() * Hash.LENGTH,
                                    bytes.length));
        }
        List<Hash> hashes = new ArrayList<>(coordinate.width());
        for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
            hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
        }
        return new Tile(coordinate, hashes);
    }

    /** The tile as it is stored and served: its hashes, one after the other. */
    public byte[] bytes() {
        byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).toBytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        return bytes;
    }

    /**
     * The hash over the whole tile, which is the hash that stands for it one level up.
     *
     * @throws IllegalStateException for a partial tile, which is never hashed into another
     */
    public Hash hash() {
        if (!coordinate.isFull()) {
            throw new IllegalStateException(coordinate.path() + " is not full");
        }
        return hash(0, TilePath.WIDTH_FULL);
    }

    /** The first hashes of this tile: what it was while the tree was smaller. */
    public Tile narrowed(int width) {
        TileCoordinate narrow = new TileCoordinate(coordinate.level(), coordinate.index(), width);
        return new Tile(narrow, hashes.subList(0, width));
    }

    /** The root over {@code count} hashes, a power of two, from {@code from} on. */
    Hash hash(int from, int count) {
        return CompactRange.EMPTY.append(hashes.subList(from, from + count)).root();
    }
}
