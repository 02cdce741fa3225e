package dev.consentledger.ledger.store;

import dev.consentledger.ledger.witness.Cosignature;
import dev.consentledger.ledger.witness.Cosignatures;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps cosignatures in PostgreSQL. Thread-safe; waits for the database. */
public final class CosignatureStore implements Cosignatures {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final int epoch;

    public CosignatureStore(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public void keep(int shard, long size, Cosignature cosignature) {
        List<Object> parameters =
                List.of(
                        epoch,
                        shard,
                        size,
                        cosignature.line().name(),
                        cosignature.line().keyId(),
                        cosignature.time().atOffset(ZoneOffset.UTC),
                        cosignature.line().line());
        pool.preparedQuery("SELECT keep_cosignature($1, $2, $3, $4, $5, $6, $7)")
                .execute(Tuple.from(parameters))
                .await()
                .atMost(ANSWER_MAX);
    }
}
