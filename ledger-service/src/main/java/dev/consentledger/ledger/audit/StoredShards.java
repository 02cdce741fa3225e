package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.tile.TileCoordinate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that is stored of the shards, a little at a time, and what was found wrong with it. No
 * answer has more bytes than a heap has room for, whatever is stored. Its methods wait for the
 * database, and throw a {@link RuntimeException} where it does not answer. Takes no lock that an
 * append would wait for.
 */
public interface StoredShards {

    /** What was committed until now, all of one moment; absent for a shard never opened. */
    Optional<StoredExtent> extent(int shard);

    /**
     * The entries that there are from one index up to another, which is exclusive, in order. Where
     * they are too large for one answer, only the first of them; one at least.
     */
    List<StoredEntry> entries(int shard, long from, long to);

    /** The bytes of a full tile. */
    Optional<byte[]> tile(int shard, TileCoordinate full);

    /** Of these events the ids that point to an entry in the range, {@code to} exclusive. */
    List<StoredId> ids(int shard, Collection<UUID> eventIds, long from, long to);

    /** All ids behind one, in their order. */
    List<StoredId> idsAfter(int shard, EntryId id, int countMax);

    /** The checkpoints of more than {@code from} and at most {@code to} entries, by size. */
    List<StoredNote> notes(int shard, long from, long to);

    /** What was found wrong with a shard, at whatever time, and was not ended by a person. */
    Optional<String> mismatch(int shard);

    /** Keeps what was found wrong with a shard, unless something was found before. */
    void keepMismatch(int shard, String what);
}
