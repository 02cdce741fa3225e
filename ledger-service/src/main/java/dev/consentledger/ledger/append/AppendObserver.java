package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import java.time.Duration;

/** Is told of every batch that was committed, on the thread that consumed it. */
public interface AppendObserver {

    /**
     * @param took from the records being there to the commit
     */
    void committed(int shard, Batch batch, Duration took);
}
