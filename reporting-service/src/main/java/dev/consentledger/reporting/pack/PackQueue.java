package dev.consentledger.reporting.pack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The packs that are to be made, in the order in which they were ordered. A pack is held by one
 * maker at a time, who loses it where nothing was heard of it for {@link #LEASE_SECONDS}. Each
 * method waits for the database.
 */
public interface PackQueue {

    /** Longer than a stop of garbage collection, shorter than somebody waits for a pack. */
    int LEASE_SECONDS = 30;

    /** A pack that nobody holds, or whose holder is gone; held by {@code holder} from now on. */
    Optional<PackTask> take(UUID holder);

    /** Says how far it is, and whether the holder still has it. */
    boolean report(PackTask task, long done, long of, long entries);

    /**
     * It is made.
     *
     * @param sizes of each shard's log, which the pack is as of
     * @return whether the holder had it still
     */
    boolean finish(PackTask task, PackStatus.FileSum file, Map<Integer, Long> sizes);

    /**
     * Gives it back, to be begun anew.
     *
     * @param failed whether this counts as a failure, of which there may be so many
     */
    void giveBack(PackTask task, boolean failed);

    /** Marks what is outdated, and gives the ids of all packs whose file may be there. */
    Set<UUID> sweep();
}
