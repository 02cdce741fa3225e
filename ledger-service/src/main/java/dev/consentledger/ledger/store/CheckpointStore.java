package dev.consentledger.ledger.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.ledger.checkpoint.ShardLogs;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.checkpoint.StoredHead;
import dev.consentledger.ledger.checkpoint.StoredKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads trees, and keeps signed checkpoints, in PostgreSQL. Thread-safe; its methods wait. */
public final class CheckpointStore implements ShardLogs {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final int epoch;
    private final LogKeyTable keys;
    private final LogKeyChanges keyChanges;

    /**
     * @param owner gives connections of the tables' owner, who alone changes keys
     */
    public CheckpointStore(Pool pool, DataSource owner, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
        this.keys = new LogKeyTable(pool, epoch);
        this.keyChanges = new LogKeyChanges(owner, epoch);
    }

    /** Whether nothing was ever appended or signed, or is to be, in any epoch. */
    public boolean isUnused() {
        return await(
                        pool.query(
                                        """
                                        SELECT NOT EXISTS (SELECT FROM heads WHERE next_offset > 0)
                                            AND NOT EXISTS (SELECT FROM entries)
                                            AND NOT EXISTS (SELECT FROM checkpoints)
                                            AND NOT EXISTS (SELECT FROM log_keys)""")
                                .execute())
                .iterator()
                .next()
                .getBoolean(0);
    }

    @Override
    public Map<Integer, Long> sizes() {
        Map<Integer, Long> sizes = new HashMap<>();
        run("SELECT shard, next_index FROM heads WHERE epoch = $1", Tuple.of(epoch))
                .forEach(row -> sizes.put(row.getInteger(0), row.getLong(1)));
        return sizes;
    }

    @Override
    public StoredHead head(int shard) {
        Row row =
                run(
                                """
                                SELECT next_index, root, edge FROM heads
                                WHERE epoch = $1 AND shard = $2""",
                                Tuple.of(epoch, shard))
                        .iterator()
                        .next();
        return new StoredHead(
                row.getLong("next_index"), hash(row, "root"), row.getBuffer("edge").getBytes());
    }

    @Override
    public List<Tile> tiles(int shard, Collection<TileCoordinate> coordinates) {
        Long[] levels = coordinates.stream().map(at -> (long) at.level()).toArray(Long[]::new);
        Long[] indexes = coordinates.stream().map(TileCoordinate::index).toArray(Long[]::new);
        List<Tile> tiles = new ArrayList<>();
        for (Row row :
                run(
                        """
                        SELECT t.level, t.tile_index, t.hashes
                        FROM unnest($3::bigint[], $4::bigint[]) AS wanted (level, tile_index)
                        JOIN tiles t ON t.epoch = $1 AND t.shard = $2
                            AND t.level = wanted.level
                            AND t.tile_index = wanted.tile_index""",
                        Tuple.of(epoch, shard, levels, indexes))) {
            tile(row).ifPresent(tiles::add);
        }
        return tiles;
    }

    private static Optional<Tile> tile(Row row) {
        TileCoordinate coordinate =
                new TileCoordinate(
                        Math.toIntExact(row.getLong("level")),
                        row.getLong("tile_index"),
                        TilePath.WIDTH_FULL);
        try {
            return Optional.of(Tile.read(coordinate, row.getBuffer("hashes").getBytes()));
        } catch (MalformedTile e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SignedHead> signedHead(int shard) {
        RowSet<Row> rows =
                run(
                        """
                        SELECT h.shard, h.size, h.root, h.note, c.signed_at
                        FROM signed_heads h JOIN checkpoints c USING (epoch, shard, size)
                        WHERE epoch = $1 AND shard = $2""",
                        Tuple.of(epoch, shard));
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(signedHead(rows.iterator().next()));
    }

    private static SignedHead signedHead(Row row) {
        return new SignedHead(
                row.getInteger("shard"),
                row.getLong("size"),
                hash(row, "root"),
                row.getBuffer("note").getBytes(),
                row.getOffsetDateTime("signed_at").toInstant());
    }

    @Override
    public Map<Integer, List<StoredKey>> keys() {
        return await(keys.ofEpoch(pool));
    }

    @Override
    public void useKeys(int shard, List<VerifierKey> used) {
        keyChanges.use(shard, used);
    }

    @Override
    public boolean keep(Optional<SignedHead> expected, SignedHead next, List<VerifierKey> signed) {
        Tuple parameters =
                Tuple.from(
                        Arrays.asList(
                                epoch,
                                next.shard(),
                                expected.map(SignedHead::size).orElse(null),
                                expected.map(head -> bytea(head.root().toBytes())).orElse(null),
                                next.size(),
                                bytea(next.root().toBytes()),
                                next.signedAt().atOffset(ZoneOffset.UTC),
                                bytea(next.note()),
                                LogKeyTable.vkeys(signed)));
        return run("SELECT keep_checkpoint($1, $2, $3, $4, $5, $6, $7, $8, $9)", parameters)
                .iterator()
                .next()
                .getBoolean(0);
    }

    private RowSet<Row> run(String sql, Tuple parameters) {
        return await(pool.preparedQuery(sql).execute(parameters));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(ANSWER_MAX);
    }

    private static Hash hash(Row row, String column) {
        return Hash.of(row.getBuffer(column).getBytes());
    }

    /** The client takes the buffers of Vert.x itself as parameters. */
    private static Buffer bytea(byte[] bytes) {
        return Buffer.buffer(bytes);
    }
}
