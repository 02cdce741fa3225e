package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.BlockSums;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.StandingCell;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables {@code report_count} and {@code standing_count}, inside a batch's transaction. */
final class CountTables {

    private CountTables() {}

    /** Which blocks there are to add to, whatever PostgreSQL thinks of how many there are. */
    private static final String READ =
            """
            SELECT t.site, t.report, t.grain, t.start, %s
            FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[])
                    AS t (site, report, grain, start)
                CROSS JOIN LATERAL (
                    SELECT * FROM report_count AS c
                    WHERE c.epoch = $1 AND c.shard = $2 AND c.site = t.site
                        AND c.report = t.report AND c.grain = t.grain AND c.start = t.start
                    LIMIT 1) AS b
            """
                    .formatted(BlockColumns.NAMES);

    private static final String PUT =
            """
            INSERT INTO report_count (epoch, shard, site, report, grain, start, %1$s)
            SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], %2$s)
            ON CONFLICT (epoch, shard, site, report, grain, start)
            DO UPDATE SET (%1$s) = ROW (%3$s)
            """
                    .formatted(
                            BlockColumns.NAMES,
                            BlockColumns.parameters(7),
                            BlockColumns.NEW_VALUES);

    /**
     * What quarter hours and their days come to.
     *
     * @param quarters what is added
     * @param wanted in which time zones days begin of sites that have none yet
     */
    static Uni<Map<Block, BlockCounts>> sums(
            ShardConnection shard, Map<Block, BlockSums> quarters, DayZones wanted) {
        if (quarters.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Set<String> sites = quarters.keySet().stream().map(Block::site).collect(Collectors.toSet());
        return DayZoneTable.of(shard, sites, wanted)
                .chain(
                        zones -> {
                            Map<Block, BlockSums> more = new HashMap<>(quarters);
                            more.putAll(zones.days(quarters));
                            return sums(shard, more);
                        });
    }

    private static Uni<Map<Block, BlockCounts>> sums(
            ShardConnection shard, Map<Block, BlockSums> more) {
        return shard.execute(READ, keys(shard, List.copyOf(more.keySet())))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(CountTables::blocks)
                .invoke(known -> BlockCounts.addTo(known, more));
    }

    private static Map<Block, BlockCounts> blocks(RowSet<Row> rows) {
        Map<Block, BlockCounts> blocks = new HashMap<>();
        rows.forEach(row -> blocks.put(BlockColumns.block(row), BlockColumns.counts(row)));
        return blocks;
    }

    static Uni<Void> put(ShardConnection shard, Map<Block, BlockCounts> blocks) {
        List<Map.Entry<Block, BlockCounts>> sums = List.copyOf(blocks.entrySet());
        Columns<Map.Entry<Block, BlockCounts>> rows = new Columns<>(sums);
        Tuple values = keys(shard, sums.stream().map(Map.Entry::getKey).toList());
        for (Dimension dimension : Dimension.values()) {
            values.addValue(rows.bytes(row -> row.getValue().by(dimension)));
        }
        return shard.execute(PUT, values).replaceWithVoid();
    }

    private static Tuple keys(ShardConnection shard, List<Block> blocks) {
        Columns<Block> rows = new Columns<>(blocks);
        return shard.keys()
                .addValue(rows.texts(Block::site))
                .addValue(rows.texts(Block::report))
                .addValue(rows.texts(block -> block.grain().term()))
                .addValue(rows.times(block -> block.start().atOffset(ZoneOffset.UTC)));
    }

    static Uni<Void> move(ShardConnection shard, Map<StandingCell, Long> standings) {
        Columns<Map.Entry<StandingCell, Long>> rows =
                new Columns<>(List.copyOf(standings.entrySet()));
        Tuple values =
                shard.keys()
                        .addValue(rows.texts(row -> row.getKey().site()))
                        .addValue(rows.texts(row -> row.getKey().category()))
                        .addValue(
                                rows.texts(
                                        row ->
                                                row.getKey()
                                                        .standing()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)))
                        .addValue(rows.texts(row -> row.getKey().under().policy()))
                        .addValue(rows.texts(row -> row.getKey().under().jurisdiction()))
                        .addValue(rows.longs(Map.Entry::getValue));
        return shard.execute(
                        """
                        INSERT INTO standing_count AS c
                        SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[],
                            $6::text[], $7::text[], $8::bigint[])
                        ON CONFLICT (epoch, shard, site, category, standing, policy, jurisdiction)
                        DO UPDATE SET subjects = c.subjects + EXCLUDED.subjects
                        """,
                        values)
                .replaceWithVoid();
    }
}
