package dev.consentledger.ledger.reading;

import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What is stored of the logs. Each call is one query, and none waits for an append or is waited for
 * by one. Fails where the database does not answer, and with {@link DamagedLog} where something is
 * missing that has to be there.
 */
public interface PublishedLog {

    /** The newest checkpoint as a signed note; absent where nothing was signed yet. */
    Uni<Optional<byte[]>> newestCheckpoint(LogId log);

    /** The newest checkpoint that a witness has cosigned; absent where there is none. */
    Uni<Optional<byte[]>> newestCosigned(LogId log);

    /** The size of the newest checkpoint; absent where nothing was signed yet. */
    Uni<OptionalLong> signedSize(LogId log);

    /** A tile as it is served; absent where the newest checkpoint does not cover it. */
    Uni<Optional<byte[]>> tile(LogId log, TileCoordinate coordinate);

    /** A bundle's entries in order; none where the newest checkpoint does not cover them all. */
    Uni<List<byte[]>> entries(LogId log, BundleCoordinate coordinate);

    /** The tiles at these places, as far as the tree has them, signed or not. */
    Uni<List<Tile>> tiles(LogId log, Set<TileCoordinate> coordinates);

    /** The entries of an event id, by shard and index, each with its checkpoint. */
    Uni<List<ProvableEntry>> provable(UUID eventId, CheckpointChoice under);
}
