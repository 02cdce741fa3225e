package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.BatchFold;
import dev.consentledger.reporting.report.Changes;
import dev.consentledger.reporting.report.Continuation;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.Projection;
import dev.consentledger.reporting.report.Publication;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Projects batches of one shard in one transaction each: the shard's position is locked first and
 * moved last, so that a second consumer of the same partition waits, and then finds that the
 * entries are there. Each table is read and written once a batch. Thread-safe.
 */
@ApplicationScoped
public class ReportStore implements Projection {

    private final Pool pool;
    private final Schema schema;
    private final Epoch epoch;

    ReportStore(Pool pool, Schema schema, Epoch epoch) {
        this.pool = pool;
        this.schema = schema;
        this.epoch = epoch;
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
        rows.forEach(row -> positions.put(row.getInteger(0), position(row, 1)));
        return positions;
    }

    @Override
    public Uni<Projected> project(int shard, List<Appended> batch) {
        return whenReady().chain(() -> pool.withTransaction(c -> project(c, shard, batch)));
    }

    private Uni<Void> whenReady() {
        return schema.isReady()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .failure(new IllegalStateException("the schema is not up to date yet"));
    }

    private Uni<Projected> project(SqlConnection connection, int shard, List<Appended> batch) {
        return lockPosition(connection, shard)
                .map(position -> Continuation.of(position, batch))
                .chain(continuation -> project(connection, shard, continuation));
    }

    private Uni<Projected> project(SqlConnection connection, int shard, Continuation next) {
        ShardConnection batch = new ShardConnection(connection, epoch.number(), shard);
        return ChoiceTable.read(batch, next.entries())
                .map(known -> BatchFold.fold(next.entries(), known))
                .call(changes -> write(batch, changes))
                .call(() -> movePosition(connection, shard, next.after()))
                .map(changes -> new Projected(next, changes));
    }

    /** One round trip whether or not the shard has a position yet. */
    private Uni<Position> lockPosition(SqlConnection connection, int shard) {
        return connection
                .preparedQuery(
                        "INSERT INTO shard_position VALUES ($1, $2, 0, 0)"
                                + " ON CONFLICT (epoch, shard) DO UPDATE SET epoch = EXCLUDED.epoch"
                                + " RETURNING next_index, next_offset")
                .execute(Tuple.of(epoch.number(), shard))
                .map(rows -> position(rows.iterator().next(), 0));
    }

    private Uni<Void> movePosition(SqlConnection connection, int shard, Position position) {
        return connection
                .preparedQuery(
                        "UPDATE shard_position SET next_index = $3, next_offset = $4"
                                + " WHERE epoch = $1 AND shard = $2")
                .execute(
                        Tuple.of(
                                epoch.number(), shard, position.nextIndex(), position.nextOffset()))
                .replaceWithVoid();
    }

    private static Uni<Void> write(ShardConnection shard, Changes changes) {
        Uni<Void> written = PeopleTables.write(shard, changes.people());
        if (!changes.counts().isEmpty()) {
            written = written.chain(() -> CountTables.add(shard, changes.counts()));
        }
        if (!changes.standings().isEmpty()) {
            written = written.chain(() -> CountTables.move(shard, changes.standings()));
        }
        if (!changes.forgotten().isEmpty()) {
            written = written.chain(() -> ChoiceTable.forget(shard, changes.forgotten()));
        }
        if (!changes.subjects().isEmpty()) {
            written = written.chain(() -> ChoiceTable.put(shard, changes.subjects()));
        }
        if (!changes.publications().isEmpty()) {
            written = written.chain(() -> putPublications(shard, changes.publications()));
        }
        return written;
    }

    private static Uni<Void> putPublications(
            ShardConnection shard, List<Publication> publications) {
        Columns<Publication> rows = new Columns<>(publications);
        Tuple values =
                shard.keys()
                        .addValue(rows.texts(row -> row.entry().site()))
                        .addValue(rows.texts(row -> row.entry().kind().term()))
                        .addValue(rows.texts(row -> row.entry().version()))
                        .addValue(rows.longs(Publication::index))
                        .addValue(rows.bytes(row -> row.entry().sha256().toBytes()))
                        .addValue(
                                rows.times(
                                        row -> row.entry().inForceFrom().atOffset(ZoneOffset.UTC)))
                        .addValue(rows.flags(row -> row.entry().demonstration()))
                        .addValue(rows.bytes(Publication::document));
        return shard.execute(
                        """
                        INSERT INTO publication
                        SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[],
                            $6::bigint[], $7::bytea[], $8::timestamptz[], $9::boolean[],
                            $10::bytea[])
                        """,
                        values)
                .replaceWithVoid();
    }

    private static Position position(Row row, int column) {
        return new Position(row.getLong(column), row.getLong(column + 1));
    }
}
