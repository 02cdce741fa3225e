package dev.consentledger.ledger.store;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.ledger.reading.CheckpointChoice;
import dev.consentledger.ledger.reading.DamagedLog;
import dev.consentledger.ledger.reading.LogId;
import dev.consentledger.ledger.reading.ProvableEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Finds an event's entries with the checkpoints that they can be proved under. Thread-safe. */
final class ProvableEntries {

    private static final String PROVABLE =
            """
            SELECT i.epoch, i.shard, i.entry_index, e.entry, c.note
            FROM ids i JOIN entries e USING (epoch, shard, entry_index)
            LEFT JOIN LATERAL (%s) AS c ON true
            WHERE i.epoch = $1 AND i.shard = ANY ($2) AND i.event_id = $3
            ORDER BY i.shard, i.entry_index LIMIT 100""";

    private static final String NEWEST =
            PROVABLE.formatted(
                    """
                    SELECT cosigned_note(h.epoch, h.shard, h.size, h.note) AS note
                    FROM signed_heads h WHERE h.epoch = i.epoch AND h.shard = i.shard""");

    private static final String EARLIEST =
            PROVABLE.formatted(
                    """
                    SELECT cosigned_note(k.epoch, k.shard, k.size, k.note) AS note
                    FROM checkpoints k
                    WHERE k.epoch = i.epoch AND k.shard = i.shard AND k.size > i.entry_index
                    ORDER BY k.size LIMIT 1""");

    private static final String COSIGNED =
            PROVABLE.formatted(
                    """
                    SELECT cosigned_note(k.epoch, k.shard, k.size, k.note) AS note
                    FROM cosignatures s JOIN checkpoints k USING (epoch, shard, size)
                    WHERE s.epoch = i.epoch AND s.shard = i.shard AND s.size > i.entry_index
                    ORDER BY s.size LIMIT 1""");

    private static final String OF_SIZE =
            PROVABLE.formatted(
                    """
                    SELECT cosigned_note(k.epoch, k.shard, k.size, k.note) AS note
                    FROM checkpoints k
                    WHERE k.epoch = i.epoch AND k.shard = i.shard AND k.size = $4""");

    private final Pool pool;
    private final int epoch;
    private final Integer[] shards;

    ProvableEntries(Pool pool, int epoch, int shards) {
        this.pool = pool;
        this.epoch = epoch;
        this.shards = IntStream.range(0, shards).boxed().toArray(Integer[]::new);
    }

    Uni<List<ProvableEntry>> of(UUID eventId, CheckpointChoice under) {
        Tuple event = Tuple.of(epoch, shards, eventId);
        Uni<RowSet<Row>> rows;
        if (under instanceof CheckpointChoice.OfSize named) {
            rows = pool.preparedQuery(OF_SIZE).execute(event.addLong(named.size()));
        } else {
            rows = pool.preparedQuery(checkpointOf(under)).execute(event);
        }
        return rows.map(ProvableEntries::entries);
    }

    private static String checkpointOf(CheckpointChoice under) {
        if (under instanceof CheckpointChoice.Cosigned) {
            return COSIGNED;
        }
        return under instanceof CheckpointChoice.Earliest ? EARLIEST : NEWEST;
    }

    private static List<ProvableEntry> entries(RowSet<Row> rows) {
        List<ProvableEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            LogId log = new LogId(row.getInteger("epoch"), row.getInteger("shard"));
            entries.add(
                    new ProvableEntry(
                            log,
                            row.getLong("entry_index"),
                            row.getBuffer("entry").getBytes(),
                            Optional.ofNullable(row.getBuffer("note"))
                                    .map(note -> checkpoint(log, note))));
        }
        return entries;
    }

    private static SignedCheckpoint checkpoint(LogId log, Buffer note) {
        try {
            return SignedCheckpoint.parse(note.getBytes());
        } catch (MalformedCheckpoint e) {
            throw new DamagedLog(log, "has a checkpoint that cannot be read: " + e.getMessage());
        }
    }
}
