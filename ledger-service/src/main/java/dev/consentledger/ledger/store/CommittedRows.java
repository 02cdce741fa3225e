package dev.consentledger.ledger.store;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.log.Tombstone;
import dev.consentledger.ledger.append.Account;
import dev.consentledger.ledger.append.Committed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads committed entries of one shard as the appended topic is to have them. */
final class CommittedRows {

    private final SqlConnection connection;
    private final int epoch;
    private final int shard;

    CommittedRows(SqlConnection connection, int epoch, int shard) {
        this.connection = connection;
        this.epoch = epoch;
        this.shard = shard;
    }

    /**
     * One walk along each table's key instead of a join, which would look up each index by itself.
     * They are under way at once on one connection: PostgreSQL runs them in this order, so that the
     * later ones see all that belongs to the entries of the first.
     *
     * @param to exclusive
     */
    Uni<List<Committed>> read(long from, long to) {
        Tuple range = Tuple.of(epoch, shard, from, to);
        return Uni.combine()
                .all()
                .unis(
                        range("entry", "entries", range),
                        range("subject", "evidence", range),
                        range("document", "documents", range),
                        outcomes(range))
                .with(Rows::new)
                .chain(this::withAccounts);
    }

    /** What was read, by index. */
    private record Rows(
            Map<Long, byte[]> entries,
            Map<Long, byte[]> subjects,
            Map<Long, byte[]> documents,
            Map<Long, Committed.Outcome> outcomes) {}

    private Uni<Map<Long, byte[]>> range(String column, String table, Tuple range) {
        return connection
                .preparedQuery(
                        """
                        SELECT entry_index, %s FROM %s
                        WHERE epoch = $1 AND shard = $2 AND entry_index >= $3 AND entry_index < $4
                        ORDER BY epoch, shard, entry_index"""
                                .formatted(column, table))
                .execute(range)
                .map(CommittedRows::byIndex);
    }

    private static Map<Long, byte[]> byIndex(RowSet<Row> rows) {
        Map<Long, byte[]> byIndex = new LinkedHashMap<>();
        for (Row row : rows) {
            Buffer bytes = row.getBuffer(1);
            if (bytes != null) {
                byIndex.put(row.getLong(0), bytes.getBytes());
            }
        }
        return byIndex;
    }

    /** A tombstone whose record was lost may have the index of another entry now. */
    private Uni<Map<Long, Committed.Outcome>> outcomes(Tuple range) {
        return connection
                .preparedQuery(
                        """
                        SELECT o.entry_index, o.outcome, o.entries, o.record_key,
                            t.subject_tag, t.record_offset, t.at
                        FROM outcomes o
                        CROSS JOIN LATERAL (
                            SELECT record_offset FROM entries WHERE epoch = $1 AND shard = $2
                                AND entry_index = o.entry_index LIMIT 1) e
                        LEFT JOIN LATERAL (
                            SELECT * FROM tombstones WHERE epoch = $1 AND shard = $2
                                AND entry_index = o.entry_index
                                AND record_offset = e.record_offset LIMIT 1) t ON true
                        WHERE o.epoch = $1 AND o.shard = $2
                            AND o.entry_index >= $3 AND o.entry_index < $4""")
                .execute(range)
                .map(CommittedRows::outcomes);
    }

    private static Map<Long, Committed.Outcome> outcomes(RowSet<Row> rows) {
        Map<Long, Committed.Outcome> outcomes = new HashMap<>();
        for (Row row : rows) {
            outcomes.put(
                    row.getLong("entry_index"),
                    new Committed.Outcome(
                            row.getString("outcome"),
                            row.getLong("entries"),
                            Optional.ofNullable(row.getBuffer("record_key")).map(Buffer::getBytes),
                            tombstone(row)));
        }
        return outcomes;
    }

    private static Optional<Tombstone> tombstone(Row row) {
        return Optional.ofNullable(row.getUUID("subject_tag"))
                .map(
                        tag ->
                                new Tombstone(
                                        new SubjectTag(tag),
                                        row.getLong("entry_index"),
                                        row.getLong("record_offset"),
                                        row.getOffsetDateTime("at").toInstant()));
    }

    /** Links are rare, and of them alone more is wanted than the subject. */
    private Uni<List<Committed>> withAccounts(Rows rows) {
        Map<Long, EntryLabel> labels = new LinkedHashMap<>();
        rows.entries().forEach((index, bytes) -> labels.put(index, EntryLabel.of(bytes)));
        Long[] links =
                labels.entrySet().stream()
                        .filter(label -> label.getValue().kind() == Kind.LINK)
                        .map(Map.Entry::getKey)
                        .toArray(Long[]::new);
        if (links.length == 0) {
            return Uni.createFrom().item(committed(rows, labels, Map.of()));
        }
        return connection
                .preparedQuery(
                        """
                        SELECT entry_index, context FROM evidence
                        WHERE epoch = $1 AND shard = $2 AND entry_index = ANY ($3)""")
                .execute(Tuple.of(epoch, shard, links))
                .map(CommittedRows::byIndex)
                .map(contexts -> committed(rows, labels, contexts));
    }

    private List<Committed> committed(
            Rows rows, Map<Long, EntryLabel> labels, Map<Long, byte[]> contexts) {
        List<Committed> committed = new ArrayList<>(labels.size());
        labels.forEach(
                (index, label) ->
                        committed.add(
                                new Committed(
                                        epoch,
                                        shard,
                                        index,
                                        rows.entries().get(index),
                                        label,
                                        part(rows.subjects(), index).map(Evidence::pseudonymOf),
                                        part(contexts, index).flatMap(Account::in),
                                        Optional.ofNullable(rows.documents().get(index)),
                                        Optional.ofNullable(rows.outcomes().get(index)))));
        return committed;
    }

    private static Optional<EvidencePart> part(Map<Long, byte[]> parts, long index) {
        try {
            return parts.containsKey(index)
                    ? Optional.of(EvidencePart.ofCommittedBytes(parts.get(index)))
                    : Optional.empty();
        } catch (MalformedJson e) {
            throw new IllegalStateException("stored evidence cannot be read", e);
        }
    }
}
