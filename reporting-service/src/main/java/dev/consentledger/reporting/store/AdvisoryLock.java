package dev.consentledger.reporting.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Supplier;

/**
 * An advisory lock of PostgreSQL, under which one instance works at a time. PostgreSQL gives it
 * back with the connection, so that nobody waits for the dead. Thread-safe.
 */
final class AdvisoryLock {

    private final Pool pool;
    private final long key;

    AdvisoryLock(Pool pool, long key) {
        this.pool = pool;
        this.key = key;
    }

    /** Works where nobody else holds the lock; else does nothing. */
    Uni<Void> alone(Supplier<Uni<Void>> work) {
        return pool.withConnection(
                connection ->
                        isLocked(connection)
                                .chain(
                                        mine ->
                                                mine
                                                        ? locked(connection, work)
                                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> isLocked(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT pg_try_advisory_lock($1)")
                .execute(Tuple.of(key))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Void> locked(SqlConnection connection, Supplier<Uni<Void>> work) {
        return work.get()
                .eventually(
                        () ->
                                connection
                                        .preparedQuery("SELECT pg_advisory_unlock($1)")
                                        .execute(Tuple.of(key)));
    }
}
