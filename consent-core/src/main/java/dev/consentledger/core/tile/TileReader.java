package dev.consentledger.core.tile;

import java.util.Collection;
import java.util.Set;

/** Reads tiles from wherever they are: a database, a folder, a server. */
@FunctionalInterface
public interface TileReader {

    /**
     * The tiles at these places, in any order. A wider tile may stand for a partial one, whose
     * beginning it is; what is missing is left out.
     */
    Collection<Tile> read(Set<TileCoordinate> coordinates);
}
