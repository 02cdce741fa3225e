package dev.consentledger.core.verify;

import dev.consentledger.core.audit.LogSource;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Reads checkpoint, tiles and entry bundles of one log. A partial tile may be gone once the full
 * one is there, whose beginning it is (C2SP tlog-tiles, section "Partial Tiles").
 */
final class LogReader implements LogSource {

    static final String CHECKPOINT = "checkpoint";
    static final String BUNDLES = "tile/entries/";

    private static final int TILE_BYTES = TilePath.WIDTH_FULL * Hash.LENGTH;

    private final LogFiles files;

    LogReader(LogFiles files) {
        this.files = files;
    }

    /**
     * The checkpoint; absent where none is served.
     *
     * @throws MalformedCheckpoint where it is none
     */
    Optional<SignedCheckpoint> checkpoint() throws MalformedCheckpoint {
        Optional<byte[]> bytes = files.read(CHECKPOINT, SignedNote.BYTES_MAX);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedCheckpoint.parse(bytes.get()));
    }

    /** The bytes of a tile as wide as wanted, whatever they are; absent where it is not served. */
    @Override
    public Optional<byte[]> tile(TileCoordinate wanted) {
        Optional<byte[]> bytes = files.read(wanted.path(), TILE_BYTES);
        if (bytes.isPresent() || wanted.isFull()) {
            return bytes;
        }
        TileCoordinate full =
                new TileCoordinate(wanted.level(), wanted.index(), TilePath.WIDTH_FULL);
        return files.read(full.path(), TILE_BYTES)
                .filter(wider -> wider.length == TILE_BYTES)
                .map(wider -> Arrays.copyOf(wider, wanted.width() * Hash.LENGTH));
    }

    /**
     * The bytes of an entry bundle as wide as wanted, whatever they are; absent where it is not
     * served.
     *
     * @throws MalformedTile where a full bundle that is served instead is cut off
     */
    @Override
    public Optional<byte[]> bundle(BundleCoordinate wanted) throws MalformedTile {
        Optional<byte[]> bytes = files.read(wanted.path(), EntryBundle.BYTES_MAX);
        if (bytes.isPresent() || wanted.isFull()) {
            return bytes;
        }
        BundleCoordinate full = new BundleCoordinate(wanted.index(), TilePath.WIDTH_FULL);
        Optional<byte[]> wider = files.read(full.path(), EntryBundle.BYTES_MAX);
        return wider.isEmpty()
                ? Optional.empty()
                : Optional.of(EntryBundle.narrowed(wanted, wider.get()));
    }

    /** The tiles that are served in the right length; the others are left out. */
    Collection<Tile> tiles(Set<TileCoordinate> wanted) {
        return wanted.stream().flatMap(coordinate -> readable(coordinate).stream()).toList();
    }

    int readsAtOnce() {
        return files.readsAtOnce();
    }

    private Optional<Tile> readable(TileCoordinate coordinate) {
        Optional<byte[]> bytes = tile(coordinate);
        try {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Tile.read(coordinate, bytes.get()));
        } catch (MalformedTile e) {
            return Optional.empty();
        }
    }
}
