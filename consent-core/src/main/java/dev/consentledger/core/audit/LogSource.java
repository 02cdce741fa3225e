package dev.consentledger.core.audit;

import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.TileCoordinate;
import java.util.Optional;

/**
 * What is served or stored of one log, not yet believed. Where something cannot be read now, the
 * methods throw a {@link RuntimeException} of the source's own. Thread-safe where an audit's pieces
 * are read by several threads.
 */
public interface LogSource {

    /** The bytes of a tile as wide as wanted, whatever they are; absent where it is not there. */
    Optional<byte[]> tile(TileCoordinate wanted);

    /**
     * The bytes of an entry bundle as wide as wanted, whatever they are; absent where it is not
     * there.
     *
     * @throws MalformedTile where what there is of it cannot be a bundle
     */
    Optional<byte[]> bundle(BundleCoordinate wanted) throws MalformedTile;
}
