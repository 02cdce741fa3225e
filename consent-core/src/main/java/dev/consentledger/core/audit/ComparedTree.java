package dev.consentledger.core.audit;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TileHasher;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Builds a tree's tiles from its leaf hashes, one row a level at a time, and compares each with the
 * one that is there. Its memory is eight tiles, however large the log is. For one thread.
 */
final class ComparedTree {

    private static final int LEVELS = TileCoordinate.LEVEL_MAX + 1;

    private final LogSource source;
    private final Faults faults;
    private final TileHasher hasher = new TileHasher();
    private final byte[][] rows = new byte[LEVELS][TilePath.WIDTH_FULL * Hash.LENGTH];
    private final long[] hashes = new long[LEVELS];
    private boolean pending;
    private long tiles;

    ComparedTree(LogSource source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    /** How many tiles were compared. */
    long tiles() {
        return tiles;
    }

    /**
     * The next tile of level 0.
     *
     * @param row its leaf hashes, which are copied
     * @param served the tile that is there in its place
     */
    void leaves(TileCoordinate coordinate, byte[] row, Optional<byte[]> served) {
        raisePending();
        compare(coordinate, row, served);
        System.arraycopy(row, 0, rows[0], 0, coordinate.width() * Hash.LENGTH);
        pending = coordinate.isFull();
    }

    /** Compares what is left at the right edge. */
    void compareEdge(long size) {
        raisePending();
        for (TileCoordinate coordinate : Tiles.partial(size)) {
            if (coordinate.level() > 0) {
                compare(coordinate, rows[coordinate.level()], source.tile(coordinate));
            }
        }
    }

    /**
     * The root of the first entries.
     *
     * @param size one that the last tile of level 0 has reached, and the one before has not; not
     *     smaller than any that was asked for before
     */
    Hash root(long size) {
        if (size % TilePath.WIDTH_FULL == 0) {
            raisePending();
        }
        return new TileEdge(size, Tiles.partial(size).stream().map(this::tile).toList())
                .range()
                .root();
    }

    /** A full tile is hashed into the one above it as late as possible: see {@link #root}. */
    private void raisePending() {
        if (pending) {
            pending = false;
            raise(0, rows[0]);
        }
    }

    private void raise(int level, byte[] full) {
        int above = level + 1;
        int place = (int) (hashes[above]++ % TilePath.WIDTH_FULL);
        hasher.tileHash(full, rows[above], place);
        if (place == TilePath.WIDTH_FULL - 1) {
            long index = hashes[above] / TilePath.WIDTH_FULL - 1;
            TileCoordinate coordinate = new TileCoordinate(above, index, TilePath.WIDTH_FULL);
            compare(coordinate, rows[above], source.tile(coordinate));
            raise(above, rows[above]);
        }
    }

    private void compare(TileCoordinate coordinate, byte[] row, Optional<byte[]> served) {
        tiles++;
        if (served.isEmpty()) {
            fault(coordinate, "missing");
            return;
        }
        int length = coordinate.width() * Hash.LENGTH;
        if (served.get().length != length) {
            fault(coordinate, "has another length than its %d bytes".formatted(length));
            return;
        }
        int at = Arrays.mismatch(row, 0, length, served.get(), 0, length);
        if (at >= 0) {
            long hash = coordinate.index() * TilePath.WIDTH_FULL + at / Hash.LENGTH;
            String of =
                    coordinate.level() == 0
                            ? "entry %d does not hash to what stands here".formatted(hash)
                            : "%s does not hash to what stands here"
                                    .formatted(
                                            new TileCoordinate(
                                                            coordinate.level() - 1,
                                                            hash,
                                                            TilePath.WIDTH_FULL)
                                                    .path());
            fault(coordinate, "hash %d: %s".formatted(at / Hash.LENGTH, of));
        }
    }

    private void fault(TileCoordinate coordinate, String what) {
        faults.add(Faults.Kind.TILE, coordinate.path(), what);
    }

    private Tile tile(TileCoordinate coordinate) {
        byte[] row = Arrays.copyOf(rows[coordinate.level()], coordinate.width() * Hash.LENGTH);
        try {
            return Tile.read(coordinate, row);
        } catch (MalformedTile e) {
            throw new IllegalStateException(e);
        }
    }
}
