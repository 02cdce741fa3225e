package dev.consentledger.reporting.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Supplier;

/**
 * Work that only one instance of the service does at a time: whoever holds the advisory lock.
 * PostgreSQL gives it back with the connection, so that nobody waits for the dead.
 *
 * @param lock the lock's key, no other work's
 */
record SoleWorker(Pool pool, long lock) {

    /** Works where no other instance does at the same time; else does nothing. */
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
                .execute(Tuple.of(lock))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Void> locked(SqlConnection connection, Supplier<Uni<Void>> work) {
        return work.get()
                .eventually(
                        () ->
                                connection
                                        .preparedQuery("SELECT pg_advisory_unlock($1)")
                                        .execute(Tuple.of(lock)));
    }
}
