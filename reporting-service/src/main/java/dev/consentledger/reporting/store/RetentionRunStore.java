package dev.consentledger.reporting.store;

import dev.consentledger.reporting.retention.Run;
import dev.consentledger.reporting.retention.Run.Tally;
import dev.consentledger.reporting.retention.Runs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** The table {@code retention_run}, and the lock of whoever runs. Thread-safe. */
@ApplicationScoped
public class RetentionRunStore implements Runs {

    /** The key of the advisory lock: "retentio" in ASCII. */
    private static final long LOCK = 0x726574656e74696fL;

    private final Pool pool;
    private final AdvisoryLock lock;

    RetentionRunStore(Pool pool) {
        this.pool = pool;
        this.lock = new AdvisoryLock(pool, LOCK);
    }

    @Override
    public Uni<List<Run>> all() {
        return pool.query(
                        "SELECT site, requested_at, started_at, finished_at, orders, guests, held"
                                + " FROM retention_run ORDER BY site")
                .execute()
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(RetentionRunStore::run)
                                        .toList());
    }

    private static Run run(Row row) {
        return new Run(
                row.getString(0),
                time(row, 1),
                time(row, 2),
                time(row, 3),
                new Tally(row.getLong(4), row.getLong(5), row.getLong(6)));
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    @Override
    public Uni<Void> request(String site, Instant at) {
        return execute(
                "INSERT INTO retention_run (site, requested_at) VALUES ($1, $2)"
                        + " ON CONFLICT (site) DO UPDATE"
                        + " SET requested_at = coalesce(retention_run.requested_at, $2)",
                Tuple.of(site, utc(at)));
    }

    @Override
    public Uni<Void> started(String site, Instant at) {
        return execute(
                "INSERT INTO retention_run (site, started_at) VALUES ($1, $2)"
                        + " ON CONFLICT (site) DO UPDATE SET started_at = $2",
                Tuple.of(site, utc(at)));
    }

    @Override
    public Uni<Void> finished(String site, Instant start, Instant at, Tally tally) {
        return execute(
                """
                UPDATE retention_run SET finished_at = $3, orders = $4, guests = $5, held = $6,
                    requested_at = CASE WHEN requested_at > $2 THEN requested_at END
                WHERE site = $1
                """,
                Tuple.tuple()
                        .addString(site)
                        .addOffsetDateTime(utc(start))
                        .addOffsetDateTime(utc(at))
                        .addLong(tally.orders())
                        .addLong(tally.guests())
                        .addLong(tally.held()));
    }

    private Uni<Void> execute(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Uni<Void> alone(Supplier<Uni<Void>> work) {
        return lock.alone(work);
    }
}
