package dev.consentledger.ledger.store;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.ledger.audit.StoredEntry;
import dev.consentledger.ledger.audit.StoredExtent;
import dev.consentledger.ledger.audit.StoredId;
import dev.consentledger.ledger.audit.StoredNote;
import dev.consentledger.ledger.audit.StoredShards;
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
 * Reads everything that is stored of a shard, for whoever verifies it, and keeps what is found.
 * Each statement reads a range of a key, whatever the planner thinks of the tables, and of each
 * value no more than can be right. Takes no lock. Thread-safe; its methods wait.
 */
public final class AuditStore implements StoredShards {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /**
     * Of one answer, and of the last entry in it whatever that has: with what the client needs to
     * take it in, a small part of the heap. Usual entries come 256 at once all the same.
     */
    private static final int ANSWER_BYTES_MAX = 4 << 20;

    /**
     * Of one value that came with a record: four times what the records topic takes. What is longer
     * was never appended; so much of it is read as shows that.
     */
    private static final int VALUE_BYTES_MAX = 16 << 20;

    /** Far more than the note of a checkpoint has, or the edge of any tree. */
    private static final int NOTE_BYTES_MAX = 1 << 16;

    private final Pool pool;
    private final int epoch;
    private final int answerBytesMax;

    public AuditStore(Pool pool, int epoch) {
        this(pool, epoch, ANSWER_BYTES_MAX);
    }

    /**
     * @param answerBytesMax how many bytes of entries, and of what stands beside them, make an
     *     answer end
     */
    public AuditStore(Pool pool, int epoch, int answerBytesMax) {
        this.pool = pool;
        this.epoch = epoch;
        this.answerBytesMax = answerBytesMax;
    }

    /** One statement, so that all is of one moment. */
    @Override
    public Optional<StoredExtent> extent(int shard) {
        return all(
                        """
                        SELECT h.topic_id, h.next_index, h.next_offset,
                            substr(h.root, 1, $3) AS root, substr(h.edge, 1, $3) AS edge,
                            s.size, substr(s.root, 1, $3) AS signed_root,
                            substr(s.note, 1, $3) AS note,
                            (SELECT coalesce(max(c.size), 0) FROM checkpoints c
                             WHERE c.epoch = $1 AND c.shard = $2) AS newest_kept
                        FROM heads h LEFT JOIN signed_heads s USING (epoch, shard)
                        WHERE epoch = $1 AND shard = $2""",
                        Tuple.of(epoch, shard, NOTE_BYTES_MAX),
                        AuditRows::extent)
                .stream()
                .findFirst();
    }

    /**
     * The range stands in each part, because it is not inferred from a join. The lengths are summed
     * before any large value is read.
     */
    @Override
    public List<StoredEntry> entries(int shard, long from, long to) {
        return all(
                """
                SELECT entry_index, record_offset, substr(entry, 1, $5) AS entry, has_evidence,
                    substr(subject, 1, $5) AS subject, substr(context, 1, $5) AS context,
                    substr(observed, 1, $5) AS observed, subject_tag,
                    EXISTS (SELECT FROM tombstones t
                        WHERE t.epoch = $1 AND t.shard = $2 AND t.subject_tag = read.subject_tag
                        AND t.record_offset > read.record_offset) AS erased,
                    substr(document, 1, $5) AS document,
                    unreadable_offset, substr(record_value, 1, $5) AS record_value,
                    outcome, outcome IS NOT NULL AND EXISTS (SELECT FROM tombstones t
                        WHERE t.epoch = $1 AND t.shard = $2 AND t.entry_index = read.entry_index
                        AND t.record_offset = read.record_offset) AS tombstone
                FROM (
                    SELECT e.entry_index, e.record_offset, e.entry,
                        v.entry_index IS NOT NULL AS has_evidence, v.subject, v.context, v.observed,
                        v.subject_tag, d.document, u.record_offset AS unreadable_offset,
                        u.record_value, o.outcome,
                        sum(octet_length(e.entry) + coalesce(octet_length(v.subject), 0)
                            + coalesce(octet_length(v.context), 0)
                            + coalesce(octet_length(v.observed), 0)
                            + coalesce(octet_length(d.document), 0)
                            + coalesce(octet_length(u.record_value), 0))
                            OVER (ORDER BY e.entry_index
                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
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
                ) AS read
                WHERE coalesce(bytes_before, 0) < $6
                ORDER BY entry_index""",
                Tuple.of(epoch, shard, from, to, VALUE_BYTES_MAX + 1, answerBytesMax),
                AuditRows::entry);
    }

    @Override
    public Optional<byte[]> tile(int shard, TileCoordinate full) {
        return all(
                        """
                        SELECT hashes FROM tiles
                        WHERE epoch = $1 AND shard = $2 AND level = $3 AND tile_index = $4""",
                        Tuple.of(epoch, shard, (long) full.level(), full.index()),
                        row -> AuditRows.bytes(row, "hashes").orElseThrow())
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
                SELECT size, substr(note, 1, $5) AS note FROM checkpoints
                WHERE epoch = $1 AND shard = $2 AND size > $3 AND size <= $4 ORDER BY size""",
                Tuple.of(epoch, shard, from, to, NOTE_BYTES_MAX),
                AuditRows::note);
    }

    @Override
    public Optional<String> mismatch(int shard) {
        return all(
                        "SELECT what FROM open_mismatches WHERE epoch = $1 AND shard = $2",
                        Tuple.of(epoch, shard),
                        row -> row.getString("what"))
                .stream()
                .findFirst();
    }

    @Override
    public void keepMismatch(int shard, String what) {
        all("SELECT keep_mismatch($1, $2, $3)", Tuple.of(epoch, shard, what), row -> what);
    }

    private <T> List<T> all(String sql, Tuple parameters, Function<Row, T> read) {
        RowSet<Row> rows = pool.preparedQuery(sql).execute(parameters).await().atMost(ANSWER_MAX);
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }
}
