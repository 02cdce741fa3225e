package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.BatchFold;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Changes;
import dev.consentledger.reporting.report.Continuation;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.Projection.Projected;
import dev.consentledger.reporting.report.Publication;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables of the projection, in the schema that the connection has first in its search path. A
 * batch is projected in one transaction: the shard's position is locked first and moved last, so
 * that a second writer waits, and then finds that the entries are there. Each table is read and
 * written once a batch.
 */
final class ProjectionTables {

    private ProjectionTables() {}

    static Uni<Projected> project(
            SqlConnection connection,
            Epoch epoch,
            DayZones zones,
            int shard,
            List<Appended> batch) {
        ShardConnection tables = new ShardConnection(connection, epoch.number(), shard);
        return lockPosition(tables)
                .chain(
                        row ->
                                project(
                                        tables,
                                        zones,
                                        EdgeFormat.read(
                                                row.getLong(0), row.getBuffer(2).getBytes()),
                                        Continuation.of(position(row, 0), batch)));
    }

    private static Uni<Projected> project(
            ShardConnection shard, DayZones zones, CompactRange tree, Continuation next) {
        CompactRange grown = tree.append(next.entries().stream().map(Appended::leaf).toList());
        return ChoiceTable.read(shard, next.entries())
                // The threads that talk to PostgreSQL have other shards to serve meanwhile.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(known -> BatchFold.fold(next.entries(), known))
                .call(
                        changes ->
                                CountTables.sums(shard, changes.counts(), zones)
                                        .chain(sums -> write(shard, changes, sums)))
                .call(() -> movePosition(shard, next.after(), grown))
                .map(changes -> new Projected(next, changes));
    }

    /** One round trip whether or not the shard has a position yet. */
    private static Uni<Row> lockPosition(ShardConnection shard) {
        return shard.execute(
                        "INSERT INTO shard_position VALUES ($1, $2, 0, 0)"
                                + " ON CONFLICT (epoch, shard) DO UPDATE SET epoch = EXCLUDED.epoch"
                                + " RETURNING next_index, next_offset, edge",
                        shard.keys())
                .map(rows -> rows.iterator().next());
    }

    private static Uni<Void> movePosition(
            ShardConnection shard, Position position, CompactRange tree) {
        Tuple values =
                shard.keys()
                        .addLong(position.nextIndex())
                        .addLong(position.nextOffset())
                        .addBuffer(Buffer.buffer(EdgeFormat.write(tree)));
        return shard.execute(
                        "UPDATE shard_position SET next_index = $3, next_offset = $4, edge = $5"
                                + " WHERE epoch = $1 AND shard = $2",
                        values)
                .replaceWithVoid();
    }

    /** All at once: PostgreSQL runs them one after the other, and nobody waits in between. */
    private static Uni<Void> write(
            ShardConnection shard, Changes changes, Map<Block, BlockCounts> sums) {
        List<Uni<Void>> written = new ArrayList<>();
        written.add(PeopleTables.write(shard, changes.people()));
        if (!sums.isEmpty()) {
            written.add(CountTables.put(shard, sums));
        }
        if (!changes.standings().isEmpty()) {
            written.add(CountTables.move(shard, changes.standings()));
        }
        if (!changes.forgotten().isEmpty()) {
            written.add(ChoiceTable.forget(shard, changes.forgotten()));
        }
        if (!changes.subjects().isEmpty()) {
            written.add(ChoiceTable.put(shard, changes));
        }
        if (!changes.publications().isEmpty()) {
            written.add(putPublications(shard, changes.publications()));
        }
        if (!changes.decisions().isEmpty()) {
            written.add(putDecisions(shard, changes.decisions()));
        }
        return Uni.join().all(written).andFailFast().replaceWithVoid();
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

    private static Uni<Void> putDecisions(
            ShardConnection shard, Map<Long, DecisionEntry> decisions) {
        Columns<Map.Entry<Long, DecisionEntry>> rows =
                new Columns<>(List.copyOf(decisions.entrySet()));
        Tuple values =
                shard.keys()
                        .addValue(rows.longs(Map.Entry::getKey))
                        .addValue(rows.texts(row -> row.getValue().site()))
                        .addValue(rows.bytes(row -> EntryCodec.encode(row.getValue())));
        return shard.execute(
                        """
                        INSERT INTO policy_decision
                        SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::bytea[])
                        """,
                        values)
                .replaceWithVoid();
    }

    static Position position(Row row, int column) {
        return new Position(row.getLong(column), row.getLong(column + 1));
    }
}
