package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.reconcile.Closing.Day;
import dev.consentledger.reporting.reconcile.SealedDay;
import dev.consentledger.reporting.reconcile.Seals;
import dev.consentledger.reporting.reconcile.ShardResult;
import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.ShardPosition;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table {@code sealed_day}. Thread-safe. */
@ApplicationScoped
public class SealStore implements Seals {

    /** What is closed stays so: days of another time zone are closed from there on. */
    private static final String SEAL =
            """
            INSERT INTO sealed_day
            SELECT $1, site, day, day_end, zone, $2, events, $3, $4
            FROM unnest($5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::bigint[])
                AS t (site, day, day_end, zone, events)
            WHERE NOT EXISTS (
                SELECT FROM sealed_day AS s
                WHERE s.epoch = $1 AND s.site = t.site AND s.day < t.day_end
                    AND s.day_end > t.day)
            ON CONFLICT DO NOTHING
            """;

    private static final String SEALED =
            """
            SELECT s.day, s.day_end, s.sealed_at, s.events, s.sizes, s.roots,
                (SELECT bool_and(z.zone = s.zone) FROM day_zone AS z
                    WHERE z.epoch = s.epoch AND z.site = s.site),
                ARRAY(SELECT c.by_all FROM report_count AS c
                    WHERE c.epoch = s.epoch AND c.site = s.site AND c.report = 'actions'
                        AND c.grain = 'day' AND c.start = s.day)
            FROM sealed_day AS s
            WHERE s.epoch = $1 AND s.site = $2 AND s.day >= $3 AND s.day < $4
            ORDER BY s.day
            """;

    private final Pool pool;
    private final Epoch epoch;

    SealStore(Pool pool, Epoch epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public Uni<Void> seal(Instant at, Map<Day, Long> events, List<ShardResult> shards) {
        Columns<Map.Entry<Day, Long>> rows = new Columns<>(List.copyOf(events.entrySet()));
        Columns<ShardResult> counted = new Columns<>(shards);
        Tuple values =
                Tuple.tuple()
                        .addInteger(epoch.number())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addValue(counted.longs(ShardResult::size))
                        .addValue(counted.bytes(shard -> shard.root().toBytes()))
                        .addValue(rows.texts(row -> row.getKey().site()))
                        .addValue(rows.times(row -> row.getKey().start().atOffset(ZoneOffset.UTC)))
                        .addValue(rows.times(row -> row.getKey().end().atOffset(ZoneOffset.UTC)))
                        .addValue(rows.texts(row -> row.getKey().zone().getId()))
                        .addValue(rows.longs(Map.Entry::getValue));
        return pool.preparedQuery(SEAL).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<List<SealedDay>> of(String site, Instant from, Instant to) {
        return pool.preparedQuery(SEALED)
                .execute(
                        Tuple.of(
                                epoch.number(),
                                site,
                                from.atOffset(ZoneOffset.UTC),
                                to.atOffset(ZoneOffset.UTC)))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(this::sealedDay)
                                        .toList());
    }

    private SealedDay sealedDay(Row row) {
        boolean asThen = Boolean.TRUE.equals(row.getBoolean(6));
        long now =
                Arrays.stream(row.get(Buffer[].class, 7))
                        .mapToLong(all -> ActionsReport.events(all.getBytes()))
                        .sum();
        return new SealedDay(
                row.getOffsetDateTime(0).toInstant(),
                row.getOffsetDateTime(1).toInstant(),
                row.getOffsetDateTime(2).toInstant(),
                row.getLong(3),
                asThen ? Optional.of(now) : Optional.empty(),
                positions(row.getArrayOfLongs(4), row.get(Buffer[].class, 5)));
    }

    private List<ShardPosition> positions(Long[] sizes, Buffer[] roots) {
        List<ShardPosition> positions = new ArrayList<>();
        for (int shard = 0; shard < sizes.length; shard++) {
            String root = Hash.of(roots[shard].getBytes()).toHex();
            positions.add(new ShardPosition(epoch.number(), shard, sizes[shard], root));
        }
        return positions;
    }
}
