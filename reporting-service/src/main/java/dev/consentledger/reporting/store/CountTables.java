package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.StandingCell;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables {@code report_count} and {@code standing_count}, inside a batch's transaction. */
final class CountTables {

    private CountTables() {}

    /** One statement for all counts that have as many measures, as those of a report have. */
    static Uni<Void> add(ShardConnection shard, Map<Cell, Counts> counts) {
        Map<Integer, List<Map.Entry<Cell, Counts>>> byMeasures =
                counts.entrySet().stream()
                        .collect(Collectors.groupingBy(row -> row.getValue().toArray().length));
        List<Uni<Void>> added = new ArrayList<>();
        byMeasures.forEach((measures, rows) -> added.add(add(shard, measures, rows)));
        return Uni.join().all(added).andFailFast().replaceWithVoid();
    }

    private static Uni<Void> add(
            ShardConnection shard, int measures, List<Map.Entry<Cell, Counts>> counts) {
        Columns<Map.Entry<Cell, Counts>> rows = new Columns<>(counts);
        Tuple values =
                shard.keys()
                        .addValue(rows.texts(row -> row.getKey().site()))
                        .addValue(rows.texts(row -> row.getKey().report()))
                        .addValue(rows.texts(row -> row.getKey().dimension().term()))
                        .addValue(rows.texts(row -> row.getKey().grain().term()))
                        .addValue(rows.times(row -> row.getKey().start().atOffset(ZoneOffset.UTC)))
                        .addValue(rows.texts(row -> row.getKey().category()))
                        .addValue(rows.texts(row -> row.getKey().value()))
                        .addValue(rows.flags(row -> row.getKey().bot()))
                        .addValue(rows.texts(row -> array(row.getValue())));
        return shard.execute(
                        """
                        INSERT INTO report_count AS c
                        SELECT $1, $2, site, report, dimension, grain, start, category, value, bot,
                            counts::bigint[]
                        FROM unnest($3::text[], $4::text[], $5::text[], $6::text[],
                                $7::timestamptz[], $8::text[], $9::text[], $10::boolean[],
                                $11::text[])
                            AS t (site, report, dimension, grain, start, category, value, bot,
                                counts)
                        ON CONFLICT (epoch, shard, site, report, dimension, grain, start, category,
                            value, bot)
                        DO UPDATE SET counts =
                        """
                                + sums(measures),
                        values)
                .replaceWithVoid();
    }

    /**
     * An expression, so that PostgreSQL runs no function in SQL for each row. What a newer version
     * of this program counts behind these measures stays.
     */
    private static String sums(int measures) {
        return IntStream.rangeClosed(1, measures)
                .mapToObj(
                        i ->
                                "coalesce(c.counts[%1$d], 0) + coalesce(EXCLUDED.counts[%1$d], 0)"
                                        .formatted(i))
                .collect(
                        Collectors.joining(
                                ", ", "ARRAY[", "] || c.counts[%d:]".formatted(measures + 1)));
    }

    /** An array in PostgreSQL's spelling; it has none for an array of arrays of its own length. */
    private static String array(Counts counts) {
        return Arrays.stream(counts.toArray())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{", "}"));
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
