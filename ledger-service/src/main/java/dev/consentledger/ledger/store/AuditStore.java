package dev.consentledger.ledger.store;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.ledger.audit.StoredEntry;
import dev.consentledger.ledger.audit.StoredEntry.StoredEvidence;
import dev.consentledger.ledger.audit.StoredEntry.StoredOutcome;
import dev.consentledger.ledger.audit.StoredEntry.StoredRecord;
import dev.consentledger.ledger.audit.StoredExtent;
import dev.consentledger.ledger.audit.StoredId;
import dev.consentledger.ledger.audit.StoredNote;
import dev.consentledger.ledger.audit.StoredShards;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads everything that is stored of a shard, for whoever verifies it. Each statement reads a range
 * of a key, whatever the planner thinks of the tables. Takes no lock. Thread-safe; its methods
 * wait.
 */
public final class AuditStore implements StoredShards {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final int epoch;

    public AuditStore(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    /** One statement, so that all is of one moment. */
    @Override
    public Optional<StoredExtent> extent(int shard) {
        return all(
                        """
                        SELECT h.topic_id, h.next_index, h.next_offset, h.root, h.edge,
                            s.size, s.root AS signed_root, s.note,
                            (SELECT coalesce(max(c.size), 0) FROM checkpoints c
                             WHERE c.epoch = $1 AND c.shard = $2) AS newest_kept
                        FROM heads h LEFT JOIN signed_heads s USING (epoch, shard)
                        WHERE epoch = $1 AND shard = $2""",
                        Tuple.of(epoch, shard),
                        AuditStore::extent)
                .stream()
                .findFirst();
    }

    private static StoredExtent extent(Row row) {
        Optional<StoredExtent.Signed> signed =
                Optional.ofNullable(row.getLong("size"))
                        .map(
                                size ->
                                        new StoredExtent.Signed(
                                                size,
                                                bytes(row, "signed_root").orElseThrow(),
                                                bytes(row, "note").orElseThrow()));
        return new StoredExtent(
                row.getString("topic_id"),
                row.getLong("next_index"),
                row.getLong("next_offset"),
                bytes(row, "root").orElseThrow(),
                bytes(row, "edge").orElseThrow(),
                row.getLong("newest_kept"),
                signed);
    }

    /** The range stands in each part, because it is not inferred from a join. */
    @Override
    public List<StoredEntry> entries(int shard, long from, long to) {
        return all(
                """
                SELECT e.entry_index, e.record_offset, e.entry,
                    v.entry_index IS NOT NULL AS has_evidence, v.subject, v.context, v.observed,
                    v.subject_tag, EXISTS (SELECT FROM tombstones t
                        WHERE t.epoch = $1 AND t.shard = $2 AND t.subject_tag = v.subject_tag
                        AND t.record_offset > e.record_offset) AS erased,
                    d.document, u.record_offset AS unreadable_offset, u.record_value,
                    o.outcome, o.outcome IS NOT NULL AND EXISTS (SELECT FROM tombstones t
                        WHERE t.epoch = $1 AND t.shard = $2 AND t.entry_index = e.entry_index
                        AND t.record_offset = e.record_offset) AS tombstone
                FROM entries e
                LEFT JOIN (SELECT * FROM evidence WHERE epoch = $1 AND shard = $2
                    AND entry_index >= $3 AND entry_index < $4) v USING (entry_index)
                LEFT JOIN (SELECT * FROM documents WHERE epoch = $1 AND shard = $2
                    AND entry_index >= $3 AND entry_index < $4) d USING (entry_index)
                LEFT JOIN (SELECT * FROM unreadable WHERE epoch = $1 AND shard = $2
                    AND entry_index >= $3 AND entry_index < $4) u USING (entry_index)
                LEFT JOIN (SELECT * FROM outcomes WHERE epoch = $1 AND shard = $2
                    AND entry_index >= $3 AND entry_index < $4) o USING (entry_index)
                WHERE e.epoch = $1 AND e.shard = $2
                    AND e.entry_index >= $3 AND e.entry_index < $4
                ORDER BY e.entry_index""",
                Tuple.of(epoch, shard, from, to),
                AuditStore::entry);
    }

    private static StoredEntry entry(Row row) {
        Optional<StoredEvidence> evidence =
                row.getBoolean("has_evidence")
                        ? Optional.of(
                                new StoredEvidence(
                                        bytes(row, "subject"),
                                        bytes(row, "context"),
                                        bytes(row, "observed"),
                                        Optional.ofNullable(row.getUUID("subject_tag"))
                                                .map(SubjectTag::new),
                                        row.getBoolean("erased")))
                        : Optional.empty();
        Optional<StoredRecord> unreadable =
                Optional.ofNullable(row.getLong("unreadable_offset"))
                        .map(offset -> new StoredRecord(offset, bytes(row, "record_value").get()));
        return new StoredEntry(
                row.getLong("entry_index"),
                row.getLong("record_offset"),
                bytes(row, "entry").orElseThrow(),
                evidence,
                bytes(row, "document"),
                unreadable,
                Optional.ofNullable(row.getString("outcome"))
                        .map(
                                word ->
                                        new StoredOutcome(
                                                word.equals("erased"),
                                                row.getBoolean("tombstone"))));
    }

    @Override
    public Optional<byte[]> tile(int shard, TileCoordinate full) {
        return all(
                        """
                        SELECT hashes FROM tiles
                        WHERE epoch = $1 AND shard = $2 AND level = $3 AND tile_index = $4""",
                        Tuple.of(epoch, shard, (long) full.level(), full.index()),
                        row -> bytes(row, "hashes").orElseThrow())
                .stream()
                .findFirst();
    }

    @Override
    public List<StoredId> ids(int shard, Collection<UUID> eventIds, long from, long to) {
        return all(
                """
                SELECT event_id, scope, entry_index FROM ids
                WHERE epoch = $1 AND shard = $2 AND event_id = ANY ($3)
                    AND entry_index >= $4 AND entry_index < $5""",
                Tuple.of(epoch, shard, eventIds.toArray(UUID[]::new), from, to),
                AuditStore::id);
    }

    @Override
    public List<StoredId> idsAfter(int shard, EntryId id, int countMax) {
        return all(
                """
                SELECT event_id, scope, entry_index FROM ids
                WHERE epoch = $1 AND shard = $2 AND (event_id, scope) > ($3, $4)
                ORDER BY event_id, scope LIMIT $5""",
                Tuple.of(epoch, shard, id.eventId(), id.scope(), countMax),
                AuditStore::id);
    }

    private static StoredId id(Row row) {
        return new StoredId(
                new EntryId(row.getUUID("event_id"), row.getLong("scope")),
                row.getLong("entry_index"));
    }

    @Override
    public List<StoredNote> notes(int shard, long from, long to) {
        return all(
                """
                SELECT size, note FROM checkpoints
                WHERE epoch = $1 AND shard = $2 AND size > $3 AND size <= $4 ORDER BY size""",
                Tuple.of(epoch, shard, from, to),
                row -> new StoredNote(row.getLong("size"), bytes(row, "note").orElseThrow()));
    }

    private <T> List<T> all(String sql, Tuple parameters, Function<Row, T> read) {
        RowSet<Row> rows = pool.preparedQuery(sql).execute(parameters).await().atMost(ANSWER_MAX);
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    private static Optional<byte[]> bytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
    }
}
