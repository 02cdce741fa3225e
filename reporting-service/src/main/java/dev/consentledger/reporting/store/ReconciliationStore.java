package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Term;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.reporting.reconcile.Reconciliation;
import dev.consentledger.reporting.reconcile.Reconciliations;
import dev.consentledger.reporting.reconcile.ShardResult;
import dev.consentledger.reporting.reconcile.Snapshot;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Grain;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of reconciliations, and what is reconciled. Thread-safe. */
@Singleton
public class ReconciliationStore extends JobTable implements Reconciliations {

    /** The key of the advisory lock: "reconcil" in ASCII. */
    private static final long LOCK = 0x7265636f6e63696cL;

    private static final String SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String SIZE =
            "SELECT next_index, edge FROM shard_position WHERE epoch = $1 AND shard = $2";

    private static final String DAYS =
            """
            SELECT report, site, category, dimension, value, bot, start, counts
            FROM report_count WHERE epoch = $1 AND shard = $2 AND grain = 'day'
            """;

    /** Each measure of each day against the sum of its quarter hours. */
    private static final String WRONG_DAYS =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM (
                    SELECT site, report, dimension, category, value, bot, grain,
                        date_trunc('day', start, 'UTC') AS day, i, sum(n) AS n
                    FROM report_count, unnest(counts) WITH ORDINALITY AS u (n, i)
                    WHERE epoch = $1 AND shard = $2
                    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) AS t
                GROUP BY site, report, dimension, category, value, bot, day, i
                HAVING coalesce(sum(n) FILTER (WHERE grain = 'day'), 0)
                    <> coalesce(sum(n) FILTER (WHERE grain = 'quarter'), 0)) AS wrong
            """;

    /** Each standing against the subjects whose latest choice it is. */
    private static final String WRONG_STANDINGS =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM (
                    SELECT site, category, standing, policy, jurisdiction, subjects AS n
                    FROM standing_count WHERE epoch = $1 AND shard = $2
                    UNION ALL
                    SELECT site, c.key, c.value -> -1 ->> 2, c.value -> -1 ->> 3,
                        c.value -> -1 ->> 4, -1
                    FROM subject_choice, jsonb_each(choices) AS c
                    WHERE epoch = $1 AND shard = $2) AS t
                GROUP BY site, category, standing, policy, jurisdiction
                HAVING sum(n) <> 0) AS wrong
            """;

    private final Epoch epoch;

    ReconciliationStore(Pool pool, Epoch epoch) {
        super(pool, "reconciliation", LOCK);
        this.epoch = epoch;
    }

    @Override
    public Uni<Snapshot> snapshot(int shard) {
        return pool.withTransaction(
                connection ->
                        connection.query(SNAPSHOT).execute().chain(() -> read(connection, shard)));
    }

    private Uni<Snapshot> read(SqlConnection connection, int shard) {
        return tree(connection, shard)
                .chain(
                        tree ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                days(connection, shard),
                                                number(connection, WRONG_DAYS, shard),
                                                number(connection, WRONG_STANDINGS, shard))
                                        .usingConcurrencyOf(1)
                                        .asTuple()
                                        .map(
                                                found ->
                                                        new Snapshot(
                                                                shard,
                                                                tree.size(),
                                                                tree.root(),
                                                                found.getItem1(),
                                                                found.getItem2(),
                                                                found.getItem3())));
    }

    /** Empty where there is no row, as of a shard without entries. */
    private Uni<CompactRange> tree(SqlConnection connection, int shard) {
        return connection
                .preparedQuery(SIZE)
                .execute(Tuple.of(epoch.number(), shard))
                .map(rows -> rows.size() == 0 ? CompactRange.EMPTY : tree(rows.iterator().next()));
    }

    private static CompactRange tree(Row row) {
        return EdgeFormat.read(row.getLong(0), row.getBuffer(1).getBytes());
    }

    private Uni<Long> number(SqlConnection connection, String sql, int shard) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(epoch.number(), shard))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Map<Cell, Counts>> days(SqlConnection connection, int shard) {
        return connection
                .preparedQuery(DAYS)
                .execute(Tuple.of(epoch.number(), shard))
                .map(ReconciliationStore::days);
    }

    private static Map<Cell, Counts> days(RowSet<Row> rows) {
        Map<Cell, Counts> days = new HashMap<>();
        for (Row row : rows) {
            Cell cell =
                    new Cell(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            Term.parse(Dimension.class, row.getString(3)).orElseThrow(),
                            row.getString(4),
                            row.getBoolean(5),
                            Grain.DAY,
                            row.getOffsetDateTime(6).toInstant());
            long[] counts = Arrays.stream(row.getArrayOfLongs(7)).mapToLong(n -> n).toArray();
            days.put(cell, new Counts(counts));
        }
        return days;
    }

    @Override
    public Uni<Reconciliation> get() {
        return known().map(
                        known ->
                                new Reconciliation(
                                        known.job(),
                                        known.result()
                                                .map(ShardResultFormat::read)
                                                .orElseGet(List::of)));
    }

    @Override
    public Uni<Void> finished(Instant start, Instant at, List<ShardResult> shards) {
        return finished(start, at, ShardResultFormat.write(shards));
    }
}
