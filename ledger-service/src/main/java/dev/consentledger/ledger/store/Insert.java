package dev.consentledger.ledger.store;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.tile.Tile;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One insert of many rows: {@code INSERT ... SELECT FROM unnest(arrays)}, the fastest that this
 * client has.
 */
record Insert(String sql, Tuple parameters) {

    /** What a batch writes, without the tables that get no row. */
    static List<Insert> all(Batch batch) {
        Rows<Batch.Leaf> leaves = new Rows<>(batch, batch.leaves());
        List<Insert> inserts = new ArrayList<>();
        leaves.addTo(inserts, Insert::entries);
        leaves.where(leaf -> leaf.id().isPresent()).addTo(inserts, Insert::ids);
        leaves.where(leaf -> leaf.evidence().isPresent()).addTo(inserts, Insert::evidence);
        leaves.where(leaf -> leaf.unreadable().isPresent()).addTo(inserts, Insert::unreadable);
        leaves.where(leaf -> leaf.document().isPresent()).addTo(inserts, Insert::documents);
        new Rows<>(batch, batch.repeats()).addTo(inserts, Insert::repeats);
        new Rows<>(batch, batch.tiles()).addTo(inserts, Insert::tiles);
        return inserts;
    }

    private static Insert entries(Rows<Batch.Leaf> leaves) {
        return new Insert(
                """
                INSERT INTO entries (epoch, shard, entry_index, record_offset, entry)
                SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::bytea[])""",
                leaves.parameters(
                        leaves.longs(Batch.Leaf::index),
                        leaves.longs(leaf -> leaf.record().offset()),
                        leaves.bytes(leaf -> Optional.of(leaf.entry()))));
    }

    private static Insert ids(Rows<Batch.Leaf> leaves) {
        return new Insert(
                """
                INSERT INTO ids (epoch, shard, event_id, scope, entry_index)
                SELECT $1, $2, * FROM unnest($3::uuid[], $4::bigint[], $5::bigint[])""",
                leaves.parameters(
                        leaves.uuids(leaf -> leaf.id().orElseThrow().eventId()),
                        leaves.longs(leaf -> leaf.id().orElseThrow().scope()),
                        leaves.longs(Batch.Leaf::index)));
    }

    private static Insert evidence(Rows<Batch.Leaf> leaves) {
        return new Insert(
                """
                INSERT INTO evidence (epoch, shard, entry_index, subject, context, observed)
                SELECT $1, $2, * FROM
                unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[])""",
                leaves.parameters(
                        leaves.longs(Batch.Leaf::index),
                        leaves.bytes(
                                leaf ->
                                        leaf.evidence()
                                                .orElseThrow()
                                                .subject()
                                                .map(EvidencePart::committedBytes)),
                        leaves.bytes(
                                leaf ->
                                        Optional.of(
                                                leaf.evidence()
                                                        .orElseThrow()
                                                        .context()
                                                        .committedBytes())),
                        leaves.bytes(
                                leaf ->
                                        Optional.of(
                                                leaf.evidence()
                                                        .orElseThrow()
                                                        .observed()
                                                        .committedBytes()))));
    }

    private static Insert documents(Rows<Batch.Leaf> leaves) {
        return new Insert(
                """
                INSERT INTO documents (epoch, shard, entry_index, document)
                SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[])""",
                leaves.parameters(
                        leaves.longs(Batch.Leaf::index), leaves.bytes(Batch.Leaf::document)));
    }

    private static Insert unreadable(Rows<Batch.Leaf> leaves) {
        return new Insert(
                """
                INSERT INTO unreadable (epoch, shard, entry_index, record_offset, reason,
                    record_key, record_value, evidence, document)
                SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::bytea[],
                    $7::bytea[], $8::bytea[], $9::bytea[])""",
                leaves.parameters(
                        leaves.longs(Batch.Leaf::index),
                        leaves.longs(leaf -> leaf.record().offset()),
                        leaves.texts(leaf -> leaf.unreadable().orElseThrow()),
                        leaves.bytes(leaf -> Optional.of(leaf.record().key())),
                        leaves.bytes(leaf -> Optional.of(leaf.record().value())),
                        leaves.bytes(leaf -> leaf.record().evidence()),
                        leaves.bytes(leaf -> leaf.record().document())));
    }

    private static Insert repeats(Rows<Batch.Repeat> repeats) {
        return new Insert(
                """
                INSERT INTO repeats (epoch, shard, record_offset, event_id, entry_index,
                    conflicting, entry, evidence, document)
                SELECT $1, $2, * FROM unnest($3::bigint[], $4::uuid[], $5::bigint[],
                    $6::boolean[], $7::bytea[], $8::bytea[], $9::bytea[])""",
                repeats.parameters(
                        repeats.longs(repeat -> repeat.record().offset()),
                        repeats.uuids(repeat -> repeat.id().eventId()),
                        repeats.longs(Batch.Repeat::index),
                        repeats.booleans(Batch.Repeat::conflicting),
                        repeats.bytes(conflicting(record -> Optional.of(record.value()))),
                        repeats.bytes(conflicting(LedgerRecord::evidence)),
                        repeats.bytes(conflicting(LedgerRecord::document))));
    }

    private static Insert tiles(Rows<Tile> tiles) {
        return new Insert(
                """
                INSERT INTO tiles (epoch, shard, level, tile_index, hashes)
                SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::bytea[])""",
                tiles.parameters(
                        tiles.longs(tile -> tile.coordinate().level()),
                        tiles.longs(tile -> tile.coordinate().index()),
                        tiles.bytes(tile -> Optional.of(tile.bytes()))));
    }

    /** What a duplicate says is in the ledger already; only a conflicting record is kept whole. */
    private static Function<Batch.Repeat, Optional<byte[]>> conflicting(
            Function<LedgerRecord, Optional<byte[]>> part) {
        return repeat -> repeat.conflicting() ? part.apply(repeat.record()) : Optional.empty();
    }

    /** Rows of one table, turned into one array a column. */
    private record Rows<T>(Batch batch, List<T> items) {

        Rows<T> where(Predicate<T> condition) {
            List<T> some = new ArrayList<>(items.size());
            for (T item : items) {
                if (condition.test(item)) {
                    some.add(item);
                }
            }
            return new Rows<>(batch, some);
        }

        void addTo(List<Insert> inserts, Function<Rows<T>, Insert> make) {
            if (!items.isEmpty()) {
                inserts.add(make.apply(this));
            }
        }

        Tuple parameters(Object... columns) {
            List<Object> all = new ArrayList<>();
            all.add(batch.head().epoch());
            all.add(batch.head().shard());
            all.addAll(List.of(columns));
            return Tuple.from(all);
        }

        Long[] longs(ToLongFunction<T> column) {
            return column(new Long[items.size()], column::applyAsLong);
        }

        UUID[] uuids(Function<T, UUID> column) {
            return column(new UUID[items.size()], column);
        }

        String[] texts(Function<T, String> column) {
            return column(new String[items.size()], column);
        }

        Boolean[] booleans(Function<T, Boolean> column) {
            return column(new Boolean[items.size()], column);
        }

        /** The bytes are not copied: nobody changes them. Vert.x 5 has another name for this. */
        @SuppressWarnings("deprecation")
        Buffer[] bytes(Function<T, Optional<byte[]>> column) {
            return column(
                    new Buffer[items.size()],
                    item ->
                            column.apply(item)
                                    .map(Unpooled::wrappedBuffer)
                                    .map(Buffer::buffer)
                                    .orElse(null));
        }

        private <C> C[] column(C[] values, Function<T, C> column) {
            for (int i = 0; i < values.length; i++) {
                values[i] = column.apply(items.get(i));
            }
            return values;
        }
    }
}
