package dev.consentledger.ledger.store;

import dev.consentledger.ledger.checkpoint.OldCheckpoints;
import dev.consentledger.ledger.reading.LogId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Which checkpoints stay for good, and which go; the rule is the database's. Thread-safe. */
public final class CheckpointShelf implements OldCheckpoints {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final Pool reading;

    /**
     * @param pool for what waits
     * @param reading for those who read a log
     */
    CheckpointShelf(Pool pool, Pool reading) {
        this.pool = pool;
        this.reading = reading;
    }

    /** Sees to it that a checkpoint stays; false where there is none. */
    public Uni<Boolean> keep(LogId log, long size) {
        return reading.preparedQuery("SELECT hold_checkpoint($1, $2, $3)")
                .execute(Tuple.of(log.epoch(), log.shard(), size))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Batch thin(int max) {
        Row row =
                pool.preparedQuery("SELECT removed, more FROM thin_checkpoints($1)")
                        .execute(Tuple.of(max))
                        .await()
                        .atMost(ANSWER_MAX)
                        .iterator()
                        .next();
        return new Batch(row.getLong("removed"), row.getBoolean("more"));
    }
}
