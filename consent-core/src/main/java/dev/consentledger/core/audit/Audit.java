package dev.consentledger.core.audit;

import dev.consentledger.core.audit.Faults.Kind;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.TileHasher;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.util.Optional;

/**
 * Goes through the beginning of a log: every entry is hashed, every tile made again and compared,
 * and the root is that of the entries. Its memory does not grow with the log. The caller reads
 * piece after piece and hands each over in order, so that it decides about threads and speed. Used
 * once; all but {@link #read} by one thread.
 */
public final class Audit {

    private final LogSource source;
    private final long size;
    private final Faults faults = new Faults();
    private final TileHasher hasher = new TileHasher();
    private final byte[] row = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];
    private final ComparedTree tree;
    private long entries;
    private long bytes;
    private boolean unread;

    /**
     * @param size of the tree that is gone through, in entries
     */
    public Audit(LogSource source, long size) {
        this.source = source;
        this.size = size;
        this.tree = new ComparedTree(source, faults);
    }

    /**
     * What is there for 256 entries, or for fewer at the end.
     *
     * @param fault what is wrong with the bundle, where that is known already
     */
    public record Piece(
            BundleCoordinate coordinate,
            Optional<byte[]> bundle,
            Optional<byte[]> tile,
            Optional<String> fault) {}

    /** How many pieces the tree has. */
    public long pieces() {
        return size / TilePath.WIDTH_FULL + (size % TilePath.WIDTH_FULL == 0 ? 0 : 1);
    }

    /** Reads one piece. Thread-safe. */
    public Piece read(long number) {
        BundleCoordinate coordinate =
                Tiles.bundleOf(number * TilePath.WIDTH_FULL, size).orElseThrow();
        Optional<byte[]> tile = source.tile(coordinate.tile());
        try {
            Optional<byte[]> bundle = source.bundle(coordinate);
            Optional<String> fault = bundle.isEmpty() ? Optional.of("missing") : Optional.empty();
            return new Piece(coordinate, bundle, tile, fault);
        } catch (MalformedTile e) {
            return new Piece(coordinate, Optional.empty(), tile, Optional.of(e.getMessage()));
        }
    }

    /**
     * Takes the next piece.
     *
     * @return whether to go on: not where neither the entries nor their hashes are there
     */
    public boolean use(Piece piece) {
        BundleCoordinate coordinate = piece.coordinate();
        Optional<String> fault = piece.fault().or(() -> hash(piece));
        fault.ifPresent(what -> faults.add(Kind.BUNDLE, coordinate.path(), what));
        if (fault.isPresent()) {
            unread = true;
            int length = coordinate.width() * Hash.LENGTH;
            if (piece.tile().filter(tile -> tile.length == length).isEmpty()) {
                faults.add(Kind.TILE, coordinate.tile().path(), "missing, or of another length");
                return false;
            }
            // The hashes that are there stand in, so that the rest of the log is looked at.
            System.arraycopy(piece.tile().get(), 0, row, 0, length);
        }
        tree.leaves(coordinate.tile(), row, piece.tile());
        bytes += piece.bundle().map(bundle -> bundle.length).orElse(0);
        entries += coordinate.width();
        return true;
    }

    /**
     * Compares the tiles of the right edge, once all pieces were taken, and gives the root that the
     * entries lead to; absent where not every entry could be read.
     */
    public Optional<Hash> end() {
        if (entries != size) {
            return Optional.empty();
        }
        tree.compareEdge(size);
        return unread ? Optional.empty() : Optional.of(tree.root(size));
    }

    /**
     * The root of the first entries, while no fault was found.
     *
     * @param first more than all pieces before the last one taken have, and no more than it; not
     *     fewer than were asked for before
     */
    public Hash root(long first) {
        return tree.root(first);
    }

    public Faults faults() {
        return faults;
    }

    /** How many entries were taken. */
    public long entries() {
        return entries;
    }

    /** Of entry bundles. */
    public long bytes() {
        return bytes;
    }

    /** How many tiles were compared. */
    public long tiles() {
        return tree.tiles();
    }

    private Optional<String> hash(Piece piece) {
        try {
            hasher.leafHashes(piece.coordinate(), piece.bundle().orElseThrow(), row);
            return Optional.empty();
        } catch (MalformedTile e) {
            return Optional.of(e.getMessage());
        }
    }
}
