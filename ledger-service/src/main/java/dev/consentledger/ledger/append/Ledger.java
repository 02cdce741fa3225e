package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.Readings;
import dev.consentledger.core.log.Stored;
import io.smallrye.mutiny.Uni;

/** Where entries are kept. The only way in: there is no other append. */
public interface Ledger {

    /**
     * Runs one append in one transaction. Fails with {@link OutOfStep} when the head stands before
     * {@code fromOffset}: then records would be jumped over.
     *
     * @param readings what the sequencing is about, so that it is looked up
     */
    Uni<Batch> append(int shard, long fromOffset, Readings readings, Sequencing sequencing);

    /**
     * Decides what is written. Asked anew where the head has moved meanwhile: only what was decided
     * from the head that is there is written.
     */
    interface Sequencing {
        Batch sequence(Head head, Stored stored);
    }
}
