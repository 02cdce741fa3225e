package dev.consentledger.ledger.store;

import dev.consentledger.core.log.Tombstone;
import dev.consentledger.ledger.erasure.Announced;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Applies tombstones that were announced. Thread-safe; waits. */
public final class TombstoneStore {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final int epoch;

    TombstoneStore(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    /** Whether it is carried out; not where the shard has not come to its record. */
    public boolean apply(Announced announced) {
        Tombstone tombstone = announced.tombstone();
        List<EffectRows.Part> parts = EffectRows.parts(tombstone.index(), Tombstone.PARTS);
        Tuple parameters =
                Tuple.of(epoch, announced.shard(), tombstone.subject().value(), tombstone.index())
                        .addLong(tombstone.offset())
                        .addOffsetDateTime(tombstone.at().atOffset(ZoneOffset.UTC))
                        .addArrayOfString(
                                parts.stream().map(p -> p.kind().term()).toArray(String[]::new))
                        .addArrayOfString(
                                parts.stream().map(p -> p.name().term()).toArray(String[]::new));
        return pool.preparedQuery("SELECT apply_tombstone($1, $2, $3, $4, $5, $6, $7, $8)")
                .execute(parameters)
                .await()
                .atMost(ANSWER_MAX)
                .iterator()
                .next()
                .getBoolean(0);
    }
}
