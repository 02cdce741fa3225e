package dev.consentledger.ledger.store;

import dev.consentledger.ledger.desk.DeskRecord;
import dev.consentledger.ledger.desk.DeskRecords;
import dev.consentledger.ledger.desk.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads entries with their evidence. Takes no lock. Thread-safe. */
public final class DeskReader implements DeskRecords {

    private final Pool pool;
    private final int epoch;

    public DeskReader(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    /**
     * One statement, so that all is of one moment: an erasure is either to be seen in all of it or
     * in nothing. The limits have each row looked up by its key.
     */
    @Override
    public Uni<List<DeskRecord>> at(Set<Position> positions) {
        List<Position> wanted = List.copyOf(positions);
        Integer[] shards = wanted.stream().map(Position::shard).toArray(Integer[]::new);
        Long[] indexes = wanted.stream().map(Position::index).toArray(Long[]::new);
        return pool.preparedQuery(
                        """
                        SELECT w.shard, w.entry_index, e.entry, d.document,
                            v.entry_index IS NOT NULL AS has_evidence,
                            v.subject, v.context, v.observed, o.outcome, o.entries
                        FROM unnest($2::integer[], $3::bigint[]) AS w (shard, entry_index)
                        CROSS JOIN LATERAL (
                            SELECT entry FROM entries WHERE epoch = $1 AND shard = w.shard
                                AND entry_index = w.entry_index LIMIT 1) e
                        LEFT JOIN LATERAL (
                            SELECT document FROM documents WHERE epoch = $1 AND shard = w.shard
                                AND entry_index = w.entry_index LIMIT 1) d ON true
                        LEFT JOIN LATERAL (
                            SELECT entry_index, subject, context, observed FROM evidence
                            WHERE epoch = $1 AND shard = w.shard
                                AND entry_index = w.entry_index LIMIT 1) v ON true
                        LEFT JOIN LATERAL (
                            SELECT outcome, entries FROM outcomes WHERE epoch = $1
                                AND shard = w.shard AND entry_index = w.entry_index LIMIT 1) o
                            ON true
                        ORDER BY w.shard, w.entry_index""")
                .execute(Tuple.of(epoch, shards, indexes))
                .map(DeskReader::records);
    }

    private static List<DeskRecord> records(RowSet<Row> rows) {
        List<DeskRecord> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            records.add(
                    new DeskRecord(
                            new Position(row.getInteger("shard"), row.getLong("entry_index")),
                            row.getBuffer("entry").getBytes(),
                            bytes(row, "document"),
                            parts(row),
                            Optional.ofNullable(row.getString("outcome"))
                                    .map(word -> outcome(word, row))));
        }
        return records;
    }

    private static Optional<DeskRecord.Parts> parts(Row row) {
        return row.getBoolean("has_evidence")
                ? Optional.of(
                        new DeskRecord.Parts(
                                bytes(row, "subject"),
                                bytes(row, "context"),
                                bytes(row, "observed")))
                : Optional.empty();
    }

    private static DeskRecord.Outcome outcome(String word, Row row) {
        return new DeskRecord.Outcome(word, row.getLong("entries"));
    }

    private static Optional<byte[]> bytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
    }
}
