package dev.consentledger.ledger.append;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Committed entries in index order, and how many of them were published. */
public interface CommittedEntries {

    /** The first entry of a shard that the appended topic may not have. */
    Uni<Long> publishedTo(int shard);

    /** Remembers that the appended topic has all entries below an index. Never goes back. */
    Uni<Void> markPublished(int shard, long nextIndex);

    /** Committed entries from an index on, in order, at most {@code limit}. */
    Uni<List<Committed>> committed(int shard, long fromIndex, int limit);
}
