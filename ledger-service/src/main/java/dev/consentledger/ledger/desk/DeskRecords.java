package dev.consentledger.ledger.desk;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** What is stored of entries, evidence and all. */
public interface DeskRecords {

    /**
     * The records at these positions, as far as there are some, in the order of shards and indexes.
     * Fails with {@link Restoring} where evidence might be told that was erased.
     */
    Uni<List<DeskRecord>> at(Set<Position> positions);
}
