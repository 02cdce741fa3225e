package dev.consentledger.ledger.store;

import static java.util.stream.Collectors.toMap;

import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.ledger.append.Committed;
import dev.consentledger.ledger.append.CommittedEntries;
import dev.consentledger.ledger.lookup.Found;
import dev.consentledger.ledger.lookup.ShardState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads what was committed. Takes no lock that an append would wait for. Thread-safe. */
public final class LedgerReader implements CommittedEntries {

    private final Pool pool;
    private final int epoch;
    private final Integer[] shards;

    public LedgerReader(Pool pool, int epoch, int shards) {
        this.pool = pool;
        this.epoch = epoch;
        this.shards = IntStream.range(0, shards).boxed().toArray(Integer[]::new);
    }

    @Override
    public Uni<Long> publishedTo(int shard) {
        return pool.preparedQuery(
                        "SELECT next_index FROM publications WHERE epoch = $1 AND shard = $2")
                .execute(Tuple.of(epoch, shard))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Void> markPublished(int shard, long nextIndex) {
        return pool.preparedQuery("SELECT mark_published($1, $2, $3)")
                .execute(Tuple.of(epoch, shard, nextIndex))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Committed>> committed(int shard, long fromIndex, int limit) {
        return pool.withConnection(
                connection ->
                        new CommittedRows(connection, epoch, shard)
                                .read(fromIndex, fromIndex + limit));
    }

    /** What there is under an event id, in every shard. */
    public Uni<Found> find(UUID eventId) {
        Uni<List<Found.Place>> places =
                pool.preparedQuery(
                                """
                                SELECT epoch, shard, entry_index, entry
                                FROM ids JOIN entries USING (epoch, shard, entry_index)
                                WHERE epoch = $1 AND shard = ANY ($2) AND event_id = $3""")
                        .execute(Tuple.of(epoch, shards, eventId))
                        .map(rows -> list(rows, LedgerReader::place));
        Uni<List<Found.Repetition>> repetitions =
                pool.preparedQuery(
                                """
                                SELECT epoch, shard, record_offset, entry_index, conflicting
                                FROM repeats
                                WHERE epoch = $1 AND shard = ANY ($2) AND event_id = $3
                                ORDER BY shard, record_offset LIMIT 100""")
                        .execute(Tuple.of(epoch, shards, eventId))
                        .map(rows -> list(rows, LedgerReader::repetition));
        return Uni.combine().all().unis(places, repetitions).with(Found::new);
    }

    /**
     * Whether a shard has not judged all records below an offset yet.
     *
     * @param endOffsets by shard
     */
    public Uni<Boolean> isBehind(Map<Integer, Long> endOffsets) {
        return shards().map(states -> isBehind(states, endOffsets));
    }

    private static boolean isBehind(List<ShardState> states, Map<Integer, Long> endOffsets) {
        Map<Integer, Long> judged =
                states.stream().collect(toMap(ShardState::shard, ShardState::nextOffset));
        return endOffsets.entrySet().stream()
                .anyMatch(end -> judged.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    /** Where every shard stands that was ever opened. */
    public Uni<List<ShardState>> shards() {
        return pool.preparedQuery(
                        """
                        SELECT h.epoch, h.shard, h.next_index, h.next_offset, h.root,
                            p.next_index AS published
                        FROM heads h JOIN publications p USING (epoch, shard)
                        WHERE epoch = $1 ORDER BY shard""")
                .execute(Tuple.of(epoch))
                .map(rows -> list(rows, LedgerReader::shard));
    }

    private static ShardState shard(Row row) {
        return new ShardState(
                row.getInteger("epoch"),
                row.getInteger("shard"),
                row.getLong("next_index"),
                row.getLong("next_offset"),
                row.getLong("published"),
                Hash.of(row.getBuffer("root").getBytes()));
    }

    private static Found.Place place(Row row) {
        byte[] bytes = row.getBuffer("entry").getBytes();
        Entry entry = decode(bytes);
        String site = "";
        if (entry instanceof EvidencedEntry evidenced) {
            site = evidenced.site();
        } else if (entry instanceof PublicationEntry publication) {
            site = publication.site();
        }
        return new Found.Place(
                row.getInteger("epoch"),
                row.getInteger("shard"),
                row.getLong("entry_index"),
                entry.kind().term(),
                site,
                TreeHash.leaf(bytes));
    }

    private static Found.Repetition repetition(Row row) {
        return new Found.Repetition(
                row.getInteger("epoch"),
                row.getInteger("shard"),
                row.getLong("record_offset"),
                row.getLong("entry_index"),
                row.getBoolean("conflicting"));
    }

    private static Entry decode(byte[] bytes) {
        if (EntryCodec.decode(bytes) instanceof Decoding.Readable readable) {
            return readable.entry();
        }
        throw new IllegalStateException("a stored entry cannot be read any more");
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> items = new ArrayList<>(rows.size());
        rows.forEach(row -> items.add(read.apply(row)));
        return items;
    }
}
