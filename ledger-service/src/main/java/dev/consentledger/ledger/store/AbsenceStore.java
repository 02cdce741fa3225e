package dev.consentledger.ledger.store;

import dev.consentledger.core.log.Batch;
import dev.consentledger.ledger.audit.StoredAbsences;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what the shards have passed over. Thread-safe; waits. */
public final class AbsenceStore implements StoredAbsences {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final int epoch;

    public AbsenceStore(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public List<Batch.Absence> absences(int shard, long from) {
        List<Batch.Absence> absences = new ArrayList<>();
        for (Row row :
                pool.preparedQuery(
                                """
                                SELECT offset_first, offset_last FROM absences
                                WHERE epoch = $1 AND shard = $2 AND offset_first >= $3
                                ORDER BY offset_first LIMIT 1000""")
                        .execute(Tuple.of(epoch, shard, from))
                        .await()
                        .atMost(ANSWER_MAX)) {
            absences.add(
                    new Batch.Absence(row.getLong("offset_first"), row.getLong("offset_last")));
        }
        return absences;
    }
}
