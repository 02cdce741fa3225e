package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.Batch;
import java.util.List;

/** What the ledger says that it has passed over, as it is stored. */
public interface StoredAbsences {

    /**
     * Some of a shard's absences, in their order. Waits, and throws a {@link RuntimeException}
     * where the database does not answer.
     *
     * @param from the smallest offset that one may begin with
     */
    List<Batch.Absence> absences(int shard, long from);
}
