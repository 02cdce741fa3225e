package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trees as they are stored, and what was signed of them. Its methods wait for the database, and
 * throw a {@link RuntimeException} where it does not answer. Takes no lock that an append would
 * wait for.
 */
public interface ShardLogs {

    /** How many entries each shard has that was ever opened. */
    Map<Integer, Long> sizes();

    /** A shard's tree as the last append left it. */
    StoredHead head(int shard);

    /** Full tiles; what is missing, or is none, is left out. */
    List<Tile> tiles(int shard, Collection<TileCoordinate> coordinates);

    /** The last signed checkpoint of a shard. */
    Optional<SignedHead> signedHead(int shard);

    /**
     * Keeps a new checkpoint, in one transaction with the comparison: false where the last one is
     * not the expected one any more, because another instance was faster.
     *
     * @param keys that have signed it
     * @throws RuntimeException also where these are not the keys of the log any more
     */
    boolean keep(Optional<SignedHead> expected, SignedHead next, List<VerifierKey> keys);

    /** The keys of each shard's log, in the order in which they came. */
    Map<Integer, List<StoredKey>> keys();

    /**
     * Writes down that from now on exactly these keys sign a shard's log.
     *
     * @throws RuntimeException also where none of them signed it before, or one was retired
     */
    void useKeys(int shard, List<VerifierKey> keys);
}
