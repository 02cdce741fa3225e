package dev.consentledger.ledger.store;

import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.ledger.reading.CheckpointChoice;
import dev.consentledger.ledger.reading.DamagedLog;
import dev.consentledger.ledger.reading.LogId;
import dev.consentledger.ledger.reading.ProvableEntry;
import dev.consentledger.ledger.reading.PublishedLog;
import dev.consentledger.ledger.witness.HandedOutCosignatures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Reads what the logs have published. Takes no lock. Thread-safe. */
public final class LogReader implements PublishedLog {

    private static final String NEWEST_COSIGNED =
            """
            SELECT %s
            FROM (SELECT DISTINCT s.size FROM cosignatures s
                WHERE s.epoch = $3 AND s.shard = $4
                    AND %s
                ORDER BY s.size DESC LIMIT %d) AS s
            JOIN checkpoints k ON (k.epoch, k.shard, k.size) = ($3, $4, s.size)
            ORDER BY k.size DESC"""
                    .formatted(CosignedNotes.SQL, CosignedNotes.OF_THESE, CosignedNotes.LOOKED_MAX);

    private final Pool pool;
    private final CosignedNotes notes;
    private final ProvableEntries provable;

    /**
     * @param epoch whose events can be proved; checkpoints, tiles and entries are those of any
     * @param cosignatures those that are handed out with checkpoints
     */
    public LogReader(Pool pool, int epoch, int shards, HandedOutCosignatures cosignatures) {
        this.pool = pool;
        this.notes = new CosignedNotes(cosignatures);
        this.provable = new ProvableEntries(pool, epoch, shards, notes);
    }

    @Override
    public Uni<Optional<byte[]>> newestCheckpoint(LogId log) {
        return pool.preparedQuery(
                        """
                        SELECT %s FROM signed_heads k
                        WHERE k.epoch = $3 AND k.shard = $4"""
                                .formatted(CosignedNotes.SQL))
                .execute(Tuple.of(notes.names(), notes.keyIds(), log.epoch(), log.shard()))
                .map(rows -> first(rows).flatMap(notes::note));
    }

    @Override
    public Uni<Optional<byte[]>> newestCosigned(LogId log) {
        return pool.preparedQuery(NEWEST_COSIGNED)
                .execute(Tuple.of(notes.names(), notes.keyIds(), log.epoch(), log.shard()))
                .map(this::firstCosigned);
    }

    private Optional<byte[]> firstCosigned(RowSet<Row> rows) {
        for (Row row : rows) {
            if (notes.isCosigned(row)) {
                return notes.note(row);
            }
        }
        return Optional.empty();
    }

    @Override
    public Uni<OptionalLong> signedSize(LogId log) {
        return pool.preparedQuery("SELECT size FROM signed_heads WHERE epoch = $1 AND shard = $2")
                .execute(Tuple.of(log.epoch(), log.shard()))
                .map(rows -> first(rows).stream().mapToLong(row -> row.getLong("size")).findAny());
    }

    @Override
    public Uni<Optional<byte[]>> tile(LogId log, TileCoordinate coordinate) {
        return stored(log, Set.of(coordinate)).map(stored -> covered(log, coordinate, stored));
    }

    private static Optional<byte[]> covered(
            LogId log, TileCoordinate coordinate, StoredTiles stored) {
        if (coordinate.end() > stored.signed()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = stored.bytes(coordinate);
        if (bytes.isEmpty()) {
            throw new DamagedLog(log, "is signed and not stored: " + coordinate.path());
        }
        return bytes;
    }

    @Override
    public Uni<List<Tile>> tiles(LogId log, Set<TileCoordinate> coordinates) {
        return stored(log, coordinates).map(stored -> tiles(coordinates, stored));
    }

    private static List<Tile> tiles(Set<TileCoordinate> coordinates, StoredTiles stored) {
        List<Tile> tiles = new ArrayList<>(coordinates.size());
        for (TileCoordinate coordinate : coordinates) {
            stored.bytes(coordinate).ifPresent(bytes -> tiles.add(tile(coordinate, bytes)));
        }
        return tiles;
    }

    private static Tile tile(TileCoordinate coordinate, byte[] bytes) {
        try {
            return Tile.read(coordinate, bytes);
        } catch (MalformedTile e) {
            throw new IllegalStateException("bytes were cut to the tile's width", e);
        }
    }

    /**
     * One statement, so that all is of one moment: a partial tile that has just become full is
     * either in the edge or among the full ones. The limit has each tile looked up by its key.
     */
    private Uni<StoredTiles> stored(LogId log, Set<TileCoordinate> coordinates) {
        List<TileCoordinate> wanted = List.copyOf(coordinates);
        Long[] levels = wanted.stream().map(tile -> (long) tile.level()).toArray(Long[]::new);
        Long[] indexes = wanted.stream().map(TileCoordinate::index).toArray(Long[]::new);
        boolean partial = wanted.stream().anyMatch(tile -> !tile.isFull());
        return pool.preparedQuery(
                        """
                        SELECT 'signed' AS what, 0::bigint AS level, size AS number,
                            NULL::bytea AS hashes
                        FROM signed_heads WHERE epoch = $1 AND shard = $2
                        UNION ALL
                        SELECT 'edge', 0, next_index, edge FROM heads
                        WHERE epoch = $1 AND shard = $2 AND $5
                        UNION ALL
                        SELECT 'tile', wanted.level, wanted.tile_index, stored.hashes
                        FROM unnest($3::bigint[], $4::bigint[]) AS wanted (level, tile_index)
                        CROSS JOIN LATERAL (
                            SELECT hashes FROM tiles
                            WHERE epoch = $1 AND shard = $2 AND level = wanted.level
                                AND tile_index = wanted.tile_index
                            LIMIT 1) AS stored""")
                .execute(
                        Tuple.from(
                                new Object[] {log.epoch(), log.shard(), levels, indexes, partial}))
                .map(LogReader::stored);
    }

    private static StoredTiles stored(RowSet<Row> rows) {
        long signed = 0;
        TileEdge edge = TileEdge.EMPTY;
        Map<StoredTiles.Place, byte[]> full = new HashMap<>();
        for (Row row : rows) {
            long number = row.getLong("number");
            switch (row.getString("what")) {
                case "signed" -> signed = number;
                case "edge" -> edge = TileEdge.of(number, bytes(row, "hashes"));
                default ->
                        full.put(
                                new StoredTiles.Place(row.getLong("level"), number),
                                bytes(row, "hashes"));
            }
        }
        return new StoredTiles(signed, edge, full);
    }

    @Override
    public Uni<List<byte[]>> entries(LogId log, BundleCoordinate coordinate) {
        return pool.preparedQuery(
                        """
                        SELECT e.entry FROM signed_heads s LEFT JOIN entries e
                            ON e.epoch = s.epoch AND e.shard = s.shard
                                AND e.entry_index >= $3 AND e.entry_index < $4
                        WHERE s.epoch = $1 AND s.shard = $2 AND s.size >= $4
                        ORDER BY e.entry_index""")
                .execute(Tuple.of(log.epoch(), log.shard(), coordinate.start(), coordinate.end()))
                .map(rows -> entries(log, coordinate, rows));
    }

    private static List<byte[]> entries(LogId log, BundleCoordinate coordinate, RowSet<Row> rows) {
        List<byte[]> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Optional.ofNullable(row.getBuffer("entry"))
                    .ifPresent(entry -> entries.add(entry.getBytes()));
        }
        // There is a row where the checkpoint covers the bundle, even if it has no entries.
        if (rows.size() > 0 && entries.size() != coordinate.width()) {
            throw new DamagedLog(
                    log,
                    "is signed and has %d of the %d entries from %d on"
                            .formatted(entries.size(), coordinate.width(), coordinate.start()));
        }
        return entries;
    }

    @Override
    public Uni<List<ProvableEntry>> provable(UUID eventId, CheckpointChoice under) {
        return provable.of(eventId, under);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static byte[] bytes(Row row, String column) {
        return row.getBuffer(column).getBytes();
    }
}
