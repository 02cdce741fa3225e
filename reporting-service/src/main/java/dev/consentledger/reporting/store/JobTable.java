package dev.consentledger.reporting.store;

import dev.consentledger.reporting.job.Job;
import dev.consentledger.reporting.job.Jobs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** A row of the table {@code job}. Thread-safe. */
abstract class JobTable implements Jobs {

    /** For what else the same database is asked. */
    final Pool pool;

    private final String name;
    private final AdvisoryLock lock;

    /**
     * @param name of the job
     * @param lock the key of its advisory lock
     */
    JobTable(Pool pool, String name, long lock) {
        this.pool = pool;
        this.name = name;
        this.lock = new AdvisoryLock(pool, lock);
    }

    /**
     * @param result what the last time came to that was not broken off, as it was written
     */
    record Known(Job job, Optional<String> result) {}

    final Uni<Known> known() {
        return pool.preparedQuery(
                        "SELECT requested_at, started_at, finished_at, done, total, result::text"
                                + " FROM job WHERE name = $1")
                .execute(Tuple.of(name))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? new Known(Job.NEVER, Optional.empty())
                                        : read(rows.iterator().next()));
    }

    private static Known read(Row row) {
        return new Known(
                new Job(time(row, 0), time(row, 1), time(row, 2), row.getLong(3), row.getLong(4)),
                Optional.ofNullable(row.getString(5)));
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    @Override
    public final Uni<Void> request(Instant at) {
        return execute(
                "INSERT INTO job (name, requested_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE"
                        + " SET requested_at = coalesce(job.requested_at, $2)",
                Tuple.of(name, utc(at)));
    }

    @Override
    public final Uni<Void> started(Instant at) {
        return execute(
                "INSERT INTO job (name, started_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE"
                        + " SET started_at = $2, done = 0, total = 0",
                Tuple.of(name, utc(at)));
    }

    @Override
    public final Uni<Void> progress(long done, long total) {
        return execute(
                "UPDATE job SET done = $2, total = $3 WHERE name = $1",
                Tuple.of(name, done, total));
    }

    /**
     * What was asked for since the start is still wanted.
     *
     * @param result JSON
     */
    final Uni<Void> finished(Instant start, Instant at, String result) {
        return execute(
                """
                UPDATE job SET finished_at = $3, done = total, result = ($4::text)::jsonb,
                    requested_at = CASE WHEN requested_at > $2 THEN requested_at END
                WHERE name = $1
                """,
                Tuple.of(name, utc(start), utc(at), result));
    }

    @Override
    public final Uni<Void> alone(Supplier<Uni<Void>> work) {
        return lock.alone(work);
    }

    private Uni<Void> execute(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
