package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.Projection;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Projects batches of one shard in one transaction each into the tables that questions are answered
 * from. Thread-safe.
 */
@ApplicationScoped
public class ReportStore implements Projection {

    private final Pool pool;
    private final Schema schema;
    private final Epoch epoch;
    private final DayZones zones;

    ReportStore(Pool pool, Schema schema, Epoch epoch, Sites sites) {
        this.pool = pool;
        this.schema = schema;
        this.epoch = epoch;
        this.zones = sites.dayZones();
    }

    @Override
    public Uni<Map<Integer, Position>> positions() {
        return whenReady()
                .chain(
                        () ->
                                pool.preparedQuery(
                                                "SELECT shard, next_index, next_offset"
                                                        + " FROM shard_position WHERE epoch = $1")
                                        .execute(Tuple.of(epoch.number())))
                .map(ReportStore::positionsOf);
    }

    private static Map<Integer, Position> positionsOf(RowSet<Row> rows) {
        Map<Integer, Position> positions = new HashMap<>();
        rows.forEach(row -> positions.put(row.getInteger(0), ProjectionTables.position(row, 1)));
        return positions;
    }

    @Override
    public Uni<Projected> project(int shard, List<Appended> batch) {
        return whenReady()
                .chain(
                        () ->
                                pool.withTransaction(
                                        c ->
                                                ProjectionTables.project(
                                                        c, epoch, zones, shard, batch)));
    }

    private Uni<Void> whenReady() {
        return schema.isReady()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .failure(new IllegalStateException("the schema is not up to date yet"));
    }
}
