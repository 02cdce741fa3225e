package dev.consentledger.core.verify;

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
 * one that is served. Its memory is eight tiles, however large the log is. For one thread.
 */
final class ServedTree {

    private static final int LEVELS = TileCoordinate.LEVEL_MAX + 1;

    private final LogReader reader;
    private final Faults faults;
    private final TileHasher hasher = new TileHasher();
    private final byte[][] rows = new byte[LEVELS][TilePath.WIDTH_FULL * Hash.LENGTH];
    private final long[] hashes = new long[LEVELS];
    private long tiles;

    ServedTree(LogReader reader, Faults faults) {
        this.reader = reader;
        this.faults = faults;
    }

    /** How many tiles were compared. */
    long tiles() {
        return tiles;
    }

    /**
     * The next tile of level 0.
     *
     * @param row its leaf hashes
     * @param served the tile that is served in its place
     */
    void leaves(TileCoordinate coordinate, byte[] row, Optional<byte[]> served) {
        compare(coordinate, row, served);
        if (coordinate.isFull()) {
            raise(0, row);
        } else {
            System.arraycopy(row, 0, rows[0], 0, coordinate.width() * Hash.LENGTH);
        }
    }

    /** Compares what is left at the right edge, and gives the root. */
    Hash root(long size) {
        for (TileCoordinate coordinate : Tiles.partial(size)) {
            if (coordinate.level() > 0) {
                compare(coordinate, rows[coordinate.level()], reader.tile(coordinate));
            }
        }
        return new TileEdge(size, Tiles.partial(size).stream().map(this::tile).toList())
                .range()
                .root();
    }

    private void raise(int level, byte[] full) {
        int above = level + 1;
        int place = (int) (hashes[above]++ % TilePath.WIDTH_FULL);
        hasher.tileHash(full, rows[above], place);
        if (place == TilePath.WIDTH_FULL - 1) {
            long index = hashes[above] / TilePath.WIDTH_FULL - 1;
            TileCoordinate coordinate = new TileCoordinate(above, index, TilePath.WIDTH_FULL);
            compare(coordinate, rows[above], reader.tile(coordinate));
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
