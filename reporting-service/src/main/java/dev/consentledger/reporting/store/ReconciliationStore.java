package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.reporting.reconcile.DaySums;
import dev.consentledger.reporting.reconcile.Reconciliation;
import dev.consentledger.reporting.reconcile.Reconciliations;
import dev.consentledger.reporting.reconcile.ShardResult;
import dev.consentledger.reporting.reconcile.Snapshot;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Epoch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
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

    private static final String DAYS = select("day");

    /** So that those of one day come one after the other. */
    private static final String QUARTERS = select("quarter") + " ORDER BY site, report, start";

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
                    FROM subject_choice, jsonb_each(choices::jsonb) AS c
                    WHERE epoch = $1 AND shard = $2) AS t
                GROUP BY site, category, standing, policy, jurisdiction
                HAVING sum(n) <> 0) AS wrong
            """;

    /** Some megabytes of them. */
    private static final int ROWS_AT_ONCE = 500;

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
                                zones(connection, shard)
                                        .chain(zones -> read(connection, shard, tree, zones)));
    }

    private Uni<DayZones> zones(SqlConnection connection, int shard) {
        return connection
                .preparedQuery(DayZoneTable.READ)
                .execute(Tuple.of(epoch.number(), shard))
                .map(DayZoneTable::zones);
    }

    private Uni<Snapshot> read(
            SqlConnection connection, int shard, CompactRange tree, DayZones zones) {
        return days(connection, shard).chain(days -> read(connection, shard, tree, zones, days));
    }

    private Uni<Snapshot> read(
            SqlConnection connection,
            int shard,
            CompactRange tree,
            DayZones zones,
            Map<Block, BlockCounts> days) {
        return wrongDays(connection, shard, zones, days)
                .chain(
                        wrongDays ->
                                number(connection, WRONG_STANDINGS, shard)
                                        .map(
                                                wrongStandings ->
                                                        new Snapshot(
                                                                shard,
                                                                tree.size(),
                                                                tree.root(),
                                                                zones,
                                                                days,
                                                                wrongDays,
                                                                wrongStandings)));
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

    private static String select(String grain) {
        return "SELECT site, report, grain, start, %s FROM report_count"
                        .formatted(BlockColumns.NAMES)
                + " WHERE epoch = $1 AND shard = $2 AND grain = '%s'".formatted(grain);
    }

    private Uni<Map<Block, BlockCounts>> days(SqlConnection connection, int shard) {
        return rows(connection, DAYS, shard)
                .collect()
                .asMap(BlockColumns::block, BlockColumns::counts);
    }

    /** Blocks of days that are not the sum of those of their quarter hours. */
    private Uni<Long> wrongDays(
            SqlConnection connection, int shard, DayZones zones, Map<Block, BlockCounts> days) {
        return rows(connection, QUARTERS, shard)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .collect()
                .in(
                        () -> new DaySums(zones, days),
                        (sums, row) -> sums.take(BlockColumns.block(row), BlockColumns.counts(row)))
                .map(DaySums::wrong);
    }

    private Multi<Row> rows(SqlConnection connection, String sql, int shard) {
        return connection
                .prepare(sql)
                .onItem()
                .transformToMulti(
                        query ->
                                query.createStream(ROWS_AT_ONCE, Tuple.of(epoch.number(), shard))
                                        .toMulti());
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
