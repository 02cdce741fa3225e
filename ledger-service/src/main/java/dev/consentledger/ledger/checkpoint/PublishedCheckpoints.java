package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import java.util.List;

/** The checkpoints that were published outside the ledger's database. Used by one thread. */
public interface PublishedCheckpoints extends AutoCloseable {

    /**
     * The highest checkpoint of a shard that its keys have signed, as of now: none where nothing
     * was published, several only where they have signed different roots for one size.
     *
     * @throws RuntimeException where it cannot be known now
     */
    List<SignedCheckpoint> highest(int shard);

    /**
     * The size that somebody outside has seen of a shard, where only its size is known: 0 for none.
     */
    default long seenSize(int shard) {
        return 0;
    }

    @Override
    void close();
}
