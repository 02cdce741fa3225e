package dev.consentledger.core.tile;

import dev.consentledger.core.merkle.Hash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes bundles and tiles where they stand, without an object for an entry or a hash: what {@link
 * EntryBundle#tile} and {@link Tile#hash} do, for whoever reads millions. For one thread.
 */
public final class TileHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;
    private final byte[] row = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];

    public TileHasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Puts the leaf hashes of a bundle's entries one after the other.
     *
     * @param into 32 bytes for each entry of the coordinate, or more
     * @throws MalformedTile where the bundle has more or fewer entries, or one is cut off
     */
    public void leafHashes(BundleCoordinate coordinate, byte[] bundle, byte[] into)
            throws MalformedTile {
        int at = 0;
        for (int entries = 0; entries < coordinate.width(); entries++) {
            if (bundle.length - at < 2) {
                throw EntryBundle.cutOff(coordinate, entries);
            }
            int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
            at += 2;
            if (bundle.length - at < length) {
                throw EntryBundle.cutOff(coordinate, entries);
            }
            digest.update(LEAF);
            digest.update(bundle, at, length);
            finish(into, entries);
            at += length;
        }
        if (at != bundle.length) {
            throw new MalformedTile(
                    "%s has %d bytes after its last entry"
                            .formatted(coordinate.path(), bundle.length - at));
        }
    }

    /**
     * Puts the hash over a full tile into a place of a tile above it.
     *
     * @param tile 8,192 bytes; left as they are
     * @param place counted in hashes
     */
    public void tileHash(byte[] tile, byte[] into, int place) {
        System.arraycopy(tile, 0, row, 0, row.length);
        for (int hashes = TilePath.WIDTH_FULL / 2; hashes > 0; hashes /= 2) {
            for (int i = 0; i < hashes; i++) {
                digest.update(NODE);
                digest.update(row, 2 * i * Hash.LENGTH, 2 * Hash.LENGTH);
                finish(row, i);
            }
        }
        System.arraycopy(row, 0, into, place * Hash.LENGTH, Hash.LENGTH);
    }

    private void finish(byte[] into, int place) {
        try {
            digest.digest(into, place * Hash.LENGTH, Hash.LENGTH);
        } catch (DigestException e) {
            throw new IllegalArgumentException("there is no room for hash " + place, e);
        }
    }
}
