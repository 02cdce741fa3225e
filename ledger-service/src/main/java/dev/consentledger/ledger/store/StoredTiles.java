package dev.consentledger.ledger.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a shard's tables had of its tree at one moment.
 *
 * @param signed the size of the newest checkpoint; 0 where there is none
 * @param edge the partial tiles, where they were asked for
 * @param full the hashes of the full tiles that were asked for
 */
record StoredTiles(long signed, TileEdge edge, Map<Place, byte[]> full) {

    /** The same for all widths of a tile. */
    record Place(long level, long index) {

        static Place of(TileCoordinate coordinate) {
            return new Place(coordinate.level(), coordinate.index());
        }
    }

    /**
     * The hashes of a tile, one after the other. A partial one is the beginning of the full one, or
     * of a wider partial one, where the tree has grown since.
     */
    Optional<byte[]> bytes(TileCoordinate wanted) {
        return Optional.ofNullable(full.get(Place.of(wanted)))
                .or(() -> fromEdge(wanted))
                .map(bytes -> Arrays.copyOf(bytes, wanted.width() * Hash.LENGTH));
    }

    private Optional<byte[]> fromEdge(TileCoordinate wanted) {
        return edge.tiles().stream()
                .filter(tile -> Place.of(tile.coordinate()).equals(Place.of(wanted)))
                .filter(tile -> tile.coordinate().width() >= wanted.width())
                .findFirst()
                .map(Tile::bytes);
    }
}
