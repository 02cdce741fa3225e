package dev.consentledger.ledger.store;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.ledger.reading.CheckpointChoice;
import dev.consentledger.ledger.reading.DamagedLog;
import dev.consentledger.ledger.reading.LogId;
import dev.consentledger.ledger.reading.ProvableEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Finds an event's entries with the checkpoints that they can be proved under. Thread-safe. */
final class ProvableEntries {

    private static final String PROVABLE =
            """
            SELECT i.epoch, i.shard, i.entry_index, e.entry, c.note, c.lines
            FROM (SELECT * FROM ids WHERE epoch = $3 AND shard = ANY ($4) AND event_id = $5
                ORDER BY shard, entry_index LIMIT 100) AS i
            JOIN entries e USING (epoch, shard, entry_index)
            LEFT JOIN LATERAL (SELECT k.size, %s FROM %%s) AS c ON true
            ORDER BY i.shard, i.entry_index, c.size"""
                    .formatted(CosignedNotes.SQL);

    private static final String NEWEST =
            PROVABLE.formatted("signed_heads k WHERE k.epoch = i.epoch AND k.shard = i.shard");

    private static final String EARLIEST =
            PROVABLE.formatted(
                    """
                    checkpoints k
                    WHERE k.epoch = i.epoch AND k.shard = i.shard AND k.size > i.entry_index
                    ORDER BY k.size LIMIT 1""");

    private static final String COSIGNED =
            PROVABLE.formatted(
                    """
                    (SELECT DISTINCT s.size FROM cosignatures s
                        WHERE s.epoch = i.epoch AND s.shard = i.shard AND s.size > i.entry_index
                            AND %s
                        ORDER BY s.size LIMIT %d) AS s
                    JOIN checkpoints k ON (k.epoch, k.shard, k.size) = (i.epoch, i.shard, s.size)"""
                            .formatted(CosignedNotes.OF_THESE, CosignedNotes.LOOKED_MAX));

    private static final String OF_SIZE =
            PROVABLE.formatted(
                    "checkpoints k WHERE k.epoch = i.epoch AND k.shard = i.shard AND k.size = $6");

    private final Pool pool;
    private final int epoch;
    private final Integer[] shards;
    private final CosignedNotes notes;

    ProvableEntries(Pool pool, int epoch, int shards, CosignedNotes notes) {
        this.pool = pool;
        this.epoch = epoch;
        this.shards = IntStream.range(0, shards).boxed().toArray(Integer[]::new);
        this.notes = notes;
    }

    Uni<List<ProvableEntry>> of(UUID eventId, CheckpointChoice under) {
        Tuple event = Tuple.of(notes.names(), notes.keyIds(), epoch, shards, eventId);
        if (under instanceof CheckpointChoice.OfSize named) {
            event.addLong(named.size());
        }
        return pool.preparedQuery(checkpointOf(under))
                .execute(event)
                .map(rows -> entries(rows, under instanceof CheckpointChoice.Cosigned));
    }

    private static String checkpointOf(CheckpointChoice under) {
        if (under instanceof CheckpointChoice.OfSize) {
            return OF_SIZE;
        }
        if (under instanceof CheckpointChoice.Cosigned) {
            return COSIGNED;
        }
        return under instanceof CheckpointChoice.Earliest ? EARLIEST : NEWEST;
    }

    /** Several rows of one entry differ in their checkpoint: the first that will do is taken. */
    private List<ProvableEntry> entries(RowSet<Row> rows, boolean cosigned) {
        Map<LogPlace, ProvableEntry> entries = new LinkedHashMap<>();
        for (Row row : rows) {
            LogId log = new LogId(row.getInteger("epoch"), row.getInteger("shard"));
            Optional<SignedCheckpoint> checkpoint =
                    notes.note(row)
                            .filter(note -> !cosigned || notes.isCosigned(row))
                            .map(note -> checkpoint(log, note));
            long index = row.getLong("entry_index");
            entries.merge(
                    new LogPlace(log, index),
                    new ProvableEntry(log, index, row.getBuffer("entry").getBytes(), checkpoint),
                    (first, next) -> first.checkpoint().isPresent() ? first : next);
        }
        return List.copyOf(entries.values());
    }

    private record LogPlace(LogId log, long index) {}

    private static SignedCheckpoint checkpoint(LogId log, byte[] note) {
        try {
            return SignedCheckpoint.parse(note);
        } catch (MalformedCheckpoint e) {
            throw new DamagedLog(log, "has a checkpoint that cannot be read: " + e.getMessage());
        }
    }
}
