package dev.consentledger.reporting.store;

import dev.consentledger.reporting.expiry.Pass;
import dev.consentledger.reporting.expiry.Passes;
import dev.consentledger.reporting.expiry.Tally;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** The table {@code expiry_run}, and the lock of whoever runs. Thread-safe. */
@ApplicationScoped
public class ExpiryRunStore implements Passes {

    /** The key of the advisory lock: "expiries" in ASCII. */
    private static final long LOCK = 0x6578706972696573L;

    private final Pool pool;
    private final AdvisoryLock lock;

    ExpiryRunStore(Pool pool) {
        this.pool = pool;
        this.lock = new AdvisoryLock(pool, LOCK);
    }

    @Override
    public Uni<List<Pass>> all() {
        return pool.query(
                        "SELECT site, started_at, finished_at, expiries, restricted FROM expiry_run"
                                + " ORDER BY site")
                .execute()
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(ExpiryRunStore::pass)
                                        .toList());
    }

    private static Pass pass(Row row) {
        return new Pass(
                row.getString(0),
                time(row, 1),
                time(row, 2),
                new Tally(row.getLong(3), row.getLong(4)));
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    @Override
    public Uni<Void> started(Collection<String> sites, Instant at) {
        return execute(
                "INSERT INTO expiry_run (site, started_at) SELECT site, $2"
                        + " FROM unnest($1::text[]) AS t (site)"
                        + " ON CONFLICT (site) DO UPDATE SET started_at = $2",
                Tuple.tuple()
                        .addArrayOfString(sites.toArray(String[]::new))
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Uni<Void> finished(Map<String, Tally> tallies, Instant at) {
        Columns<Map.Entry<String, Tally>> rows = new Columns<>(List.copyOf(tallies.entrySet()));
        return execute(
                """
                UPDATE expiry_run AS r
                SET finished_at = $1, expiries = t.expiries, restricted = t.restricted
                FROM unnest($2::text[], $3::bigint[], $4::bigint[])
                    AS t (site, expiries, restricted)
                WHERE r.site = t.site
                """,
                Tuple.tuple()
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addValue(rows.texts(Map.Entry::getKey))
                        .addValue(rows.longs(row -> row.getValue().expiries()))
                        .addValue(rows.longs(row -> row.getValue().restricted())));
    }

    private Uni<Void> execute(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Void> alone(Supplier<Uni<Void>> work) {
        return lock.alone(work);
    }
}
