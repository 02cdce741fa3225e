package dev.consentledger.benchmarks.append;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.KeptEvidence;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.tile.Tile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One insert of the ceiling: the rows of one table, one array a column. Made before any clock runs.
 *
 * @param sql epoch and shard are its first two parameters
 * @param columns arrays of {@link Long}, {@link UUID} or {@code byte[]}
 */
record BareInsert(String sql, int epoch, int shard, List<Object[]> columns) {

    private static final String SQL =
            "INSERT INTO bare_%s (epoch, shard, %s) SELECT $1, $2, * FROM unnest(%s)";

    /** The rows that the ledger writes for a batch of sound and new events. */
    static List<BareInsert> all(Batch batch) {
        List<Batch.Leaf> leaves = batch.leaves();
        Long[] indexes = longs(leaves, Batch.Leaf::index);
        BareInsert entries =
                of(
                        batch,
                        SQL.formatted(
                                "entries",
                                "entry_index, record_offset, entry",
                                "$3::bigint[], $4::bigint[], $5::bytea[]"),
                        indexes,
                        longs(leaves, leaf -> leaf.record().offset()),
                        bytes(leaves, leaf -> Optional.of(leaf.entry())));
        BareInsert ids =
                of(
                        batch,
                        SQL.formatted(
                                "ids",
                                "event_id, scope, entry_index",
                                "$3::uuid[], $4::bigint[], $5::bigint[]"),
                        leaves.stream()
                                .map(leaf -> leaf.id().orElseThrow().eventId())
                                .toArray(UUID[]::new),
                        longs(leaves, leaf -> leaf.id().orElseThrow().scope()),
                        indexes);
        BareInsert evidence =
                of(
                        batch,
                        SQL.formatted(
                                "evidence",
                                "entry_index, subject, context, observed, subject_tag",
                                "$3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[], $7::uuid[]"),
                        indexes,
                        parts(leaves, KeptEvidence::subject),
                        parts(leaves, KeptEvidence::context),
                        parts(leaves, KeptEvidence::observed),
                        leaves.stream()
                                .map(leaf -> leaf.evidence().tag().map(SubjectTag::value))
                                .map(tag -> tag.orElse(null))
                                .toArray(UUID[]::new));
        return batch.tiles().isEmpty()
                ? List.of(entries, ids, evidence)
                : List.of(entries, ids, evidence, tiles(batch));
    }

    private static BareInsert tiles(Batch batch) {
        return of(
                batch,
                SQL.formatted(
                        "tiles",
                        "level, tile_index, hashes",
                        "$3::bigint[], $4::bigint[], $5::bytea[]"),
                longs(batch.tiles(), tile -> (long) tile.coordinate().level()),
                longs(batch.tiles(), tile -> tile.coordinate().index()),
                batch.tiles().stream().map(Tile::bytes).toArray(byte[][]::new));
    }

    private static BareInsert of(Batch batch, String sql, Object[]... columns) {
        return new BareInsert(sql, batch.head().epoch(), batch.head().shard(), List.of(columns));
    }

    private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static byte[][] parts(
            List<Batch.Leaf> leaves, Function<KeptEvidence, Optional<EvidencePart>> part) {
        return bytes(leaves, leaf -> part.apply(leaf.evidence()).map(EvidencePart::committedBytes));
    }

    private static byte[][] bytes(
            List<Batch.Leaf> leaves, Function<Batch.Leaf, Optional<byte[]>> column) {
        return leaves.stream().map(leaf -> column.apply(leaf).orElse(null)).toArray(byte[][]::new);
    }
}
