package dev.consentledger.core.tile;

import java.io.Serial;

/** A tile that a tree has, and that was not there to be read: the log is damaged or pruned. */
public final class MissingTile extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public MissingTile(TileCoordinate coordinate) {
        super("missing: " + coordinate.path());
    }
}
