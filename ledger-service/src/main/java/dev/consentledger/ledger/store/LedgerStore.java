package dev.consentledger.ledger.store;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.Known;
import dev.consentledger.core.log.Readings;
import dev.consentledger.core.log.Stored;
import dev.consentledger.core.log.SubjectState;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.ledger.append.Ledger;
import dev.consentledger.ledger.append.OutOfStep;
import dev.consentledger.ledger.append.WrongTopic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Appends to PostgreSQL: one call of its function {@code append} a batch, which takes it only while
 * the shard's head stands where the batch was made for. Thread-safe.
 */
public final class LedgerStore implements Ledger {

    /** Overtaken more often, a shard has another owner: the consumer asks for its position. */
    private static final int OVERTAKEN_MAX = 10;

    private final Pool pool;
    private final int epoch;

    public LedgerStore(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    /**
     * Where a shard stands, after making its rows if it has none.
     *
     * @param topicId Kafka's id of the records topic that is there now
     * @throws WrongTopic (as a failure) when the shard was filled from a topic with another id
     */
    public Uni<Head> open(int shard, String topicId) {
        return pool.preparedQuery("SELECT open_shard($1, $2, $3)")
                .execute(Tuple.of(epoch, shard, topicId))
                .chain(() -> headRow(pool, shard))
                .invoke(row -> requireTopic(shard, row.getString("topic_id"), topicId))
                .map(LedgerStore::head);
    }

    private static void requireTopic(int shard, String filledFrom, String topicId) {
        if (!filledFrom.equals(topicId)) {
            throw new WrongTopic(
                    "shard %d was filled from the records topic with id %s, and the one that is there has id %s: it was made anew, or this is another cluster; check KAFKA_BOOTSTRAP_SERVERS, or open the next epoch with CONSENT_EPOCH"
                            .formatted(shard, filledFrom, topicId));
        }
    }

    @Override
    public Uni<Batch> append(int shard, long fromOffset, Readings readings, Sequencing sequencing) {
        return pool.withConnection(
                        connection ->
                                lookUp(connection, shard, fromOffset, readings)
                                        .chain(found -> append(connection, found, sequencing)))
                .onFailure(HeadMoved.class)
                .retry()
                .atMost(OVERTAKEN_MAX);
    }

    /** Another instance has appended between the look at the head and the call. */
    private static final class HeadMoved extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        HeadMoved() {
            super("another instance appends to the shard too");
        }
    }

    /** A head, the indexes of the ids that the shard has, and what was done about subjects. */
    private record Found(
            Head head, Map<Long, EntryId> indexes, Map<SubjectTag, SubjectState> subjects) {}

    /**
     * All are under way at once: PostgreSQL runs them in this order, so that the others see what
     * was committed with the head. If they see more, the head has moved since, and the append that
     * follows from it is refused.
     */
    private Uni<Found> lookUp(
            SqlConnection connection, int shard, long fromOffset, Readings readings) {
        Uni<Head> head =
                headRow(connection, shard)
                        .map(LedgerStore::head)
                        .invoke(found -> requireInStep(found, fromOffset));
        return Uni.combine()
                .all()
                .unis(
                        head,
                        knownIndexes(connection, shard, readings.ids()),
                        SubjectStates.of(connection, epoch, shard, readings.subjects().values()))
                .with(Found::new);
    }

    private Uni<Row> headRow(SqlClient client, int shard) {
        return client.preparedQuery(
                        """
                        SELECT epoch, shard, topic_id, next_index, next_offset, leader_epoch, edge
                        FROM heads WHERE epoch = $1 AND shard = $2""")
                .execute(Tuple.of(epoch, shard))
                .map(rows -> rows.iterator().next());
    }

    private static void requireInStep(Head head, long fromOffset) {
        if (head.nextOffset() < fromOffset) {
            throw new OutOfStep(head.shard(), head.nextOffset(), fromOffset);
        }
    }

    private static Head head(Row row) {
        TileEdge edge = TileEdge.of(row.getLong("next_index"), row.getBuffer("edge").getBytes());
        return new Head(
                row.getInteger("epoch"),
                row.getInteger("shard"),
                row.getLong("next_offset"),
                row.getInteger("leader_epoch"),
                edge);
    }

    private Uni<Batch> append(SqlConnection connection, Found found, Sequencing sequencing) {
        return known(connection, found.head().shard(), found.indexes())
                .map(known -> new Stored(known, found.subjects()))
                .map(stored -> sequencing.sequence(found.head(), stored))
                .call(batch -> write(connection, found.head(), batch));
    }

    private Uni<Map<Long, EntryId>> knownIndexes(
            SqlConnection connection, int shard, Set<EntryId> ids) {
        UUID[] eventIds = ids.stream().map(EntryId::eventId).toArray(UUID[]::new);
        return connection
                .preparedQuery(
                        """
                        SELECT event_id, scope, entry_index FROM ids
                        WHERE epoch = $1 AND shard = $2 AND event_id = ANY ($3)""")
                .execute(Tuple.of(epoch, shard, eventIds))
                .map(rows -> indexes(rows, ids));
    }

    private static Map<Long, EntryId> indexes(RowSet<Row> rows, Set<EntryId> ids) {
        Map<Long, EntryId> indexes = new HashMap<>();
        for (Row row : rows) {
            EntryId id = new EntryId(row.getUUID("event_id"), row.getLong("scope"));
            if (ids.contains(id)) {
                indexes.put(row.getLong("entry_index"), id);
            }
        }
        return indexes;
    }

    private Uni<Map<EntryId, Known>> known(
            SqlConnection connection, int shard, Map<Long, EntryId> indexes) {
        if (indexes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Long[] wanted = indexes.keySet().toArray(Long[]::new);
        return connection
                .preparedQuery(
                        """
                        SELECT entry_index, entry, subject, context
                        FROM entries LEFT JOIN evidence USING (epoch, shard, entry_index)
                        WHERE epoch = $1 AND shard = $2 AND entry_index = ANY ($3)""")
                .execute(Tuple.of(epoch, shard, wanted))
                .map(rows -> known(rows, indexes));
    }

    private static Map<EntryId, Known> known(RowSet<Row> rows, Map<Long, EntryId> indexes) {
        Map<EntryId, Known> known = new HashMap<>();
        for (Row row : rows) {
            long index = row.getLong("entry_index");
            known.put(
                    indexes.get(index),
                    new Known(
                            index,
                            row.getBuffer("entry").getBytes(),
                            part(row.getBuffer("subject")),
                            part(row.getBuffer("context"))));
        }
        return known;
    }

    private static Optional<EvidencePart> part(Buffer bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EvidencePart.ofCommittedBytes(bytes.getBytes()));
        } catch (MalformedJson e) {
            throw new IllegalStateException("stored evidence cannot be read", e);
        }
    }

    private static Uni<Void> write(SqlConnection connection, Head from, Batch batch) {
        if (batch.head().nextOffset() == from.nextOffset()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = AppendCall.parameters(from, batch);
        return connection
                .preparedQuery(AppendCall.sql(parameters))
                .execute(parameters)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .invoke(LedgerStore::requireAppended)
                .replaceWithVoid();
    }

    private static void requireAppended(boolean appended) {
        if (!appended) {
            throw new HeadMoved();
        }
    }
}
