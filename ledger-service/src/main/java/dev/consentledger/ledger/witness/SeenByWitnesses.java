package dev.consentledger.ledger.witness;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.PublishedCheckpoints;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What witnesses have seen of the shards beyond what the ledger has: it counts as published, like
 * that which is on the topic. Thread-safe but for the checkpoints beside, which one thread reads.
 */
public final class SeenByWitnesses {

    private final HighestPublished shown;
    private final Map<Integer, Long> sizes = new ConcurrentHashMap<>();

    /**
     * @param shown takes the checkpoints that witnesses show; used by nobody else
     */
    public SeenByWitnesses(HighestPublished shown) {
        this.shown = shown;
    }

    /** Says which size a witness has seen. */
    void size(int shard, long size) {
        sizes.merge(shard, size, Math::max);
    }

    /** Takes a checkpoint that a witness shows; counts where our key has signed it. */
    void note(byte[] note) {
        synchronized (shown) {
            shown.read(note);
        }
    }

    private List<SignedCheckpoint> highest(int shard) {
        synchronized (shown) {
            return shown.of(shard);
        }
    }

    /** These checkpoints and what witnesses have seen, together. */
    public PublishedCheckpoints beside(PublishedCheckpoints published) {
        return new PublishedCheckpoints() {
            @Override
            public List<SignedCheckpoint> highest(int shard) {
                return Stream.concat(
                                published.highest(shard).stream(),
                                SeenByWitnesses.this.highest(shard).stream())
                        .toList();
            }

            @Override
            public long seenSize(int shard) {
                return Math.max(published.seenSize(shard), sizes.getOrDefault(shard, 0L));
            }

            @Override
            public void close() {
                published.close();
            }
        };
    }
}
