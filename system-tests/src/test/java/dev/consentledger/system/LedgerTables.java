package dev.consentledger.system;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The tables of a ledger, read past ledger-service over one connection, which is made anew after a
 * restart of the server: to sign in takes longer than most queries.
 */
final class LedgerTables {

    private static final int VALID_SECONDS_MAX = 5;

    private final Stand stand;
    private final Database database;
    private Connection kept;

    LedgerTables(Stand stand, Database database) {
        this.stand = stand;
        this.database = database;
    }

    /** All entries of all shards, as the heads say. */
    long size() {
        return number("SELECT coalesce(sum(next_index), 0) FROM heads");
    }

    /** Records of all shards that were judged, as the heads say; no more than were written. */
    long records() {
        return number("SELECT coalesce(sum(next_offset), 0) FROM heads");
    }

    long number(String sql) {
        return query(sql, row -> row.getLong(1)).get(0);
    }

    /** How often each consent was appended. */
    Map<UUID, Integer> consents() {
        Map<UUID, Integer> times = new TreeMap<>();
        query(
                        "SELECT convert_from(entry, 'UTF8')::json ->> 'eventId' FROM entries"
                                + " WHERE convert_from(entry, 'UTF8')::json ->> 'kind' = 'consent'",
                        row -> UUID.fromString(row.getString(1)))
                .forEach(id -> times.merge(id, 1, Integer::sum));
        return times;
    }

    /** The heads, with everything that a replay has to find again. */
    List<String> heads() {
        return query(
                "SELECT epoch, shard, topic_id, next_index, next_offset, edge, root FROM heads"
                        + " ORDER BY epoch, shard",
                row ->
                        "%d/%d topic=%s index=%d offset=%d edge=%s root=%s"
                                .formatted(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        HexFormat.of().formatHex(row.getBytes(6)),
                                        HexFormat.of().formatHex(row.getBytes(7))));
    }

    /** The roots that the heads have, by shard. */
    Map<Integer, Hash> roots() {
        Map<Integer, Hash> roots = new TreeMap<>();
        query(
                "SELECT shard, root FROM heads",
                row -> roots.put(row.getInt(1), Hash.of(row.getBytes(2))));
        return roots;
    }

    /** The entries of each shard in order of their index. */
    Map<Integer, List<Row>> entries() {
        Map<Integer, List<Row>> shards = new TreeMap<>();
        query(
                "SELECT shard, entry_index, record_offset, entry FROM entries"
                        + " ORDER BY shard, entry_index",
                row ->
                        shards.computeIfAbsent(row.getInt(1), shard -> new ArrayList<>())
                                .add(new Row(row.getLong(2), row.getLong(3), row.getBytes(4))));
        return shards;
    }

    /** All checkpoints that were signed. */
    List<Checkpoint> checkpoints() {
        return query("SELECT note FROM checkpoints ORDER BY shard, size", LedgerTables::checkpoint);
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        try {
            return SignedCheckpoint.parse(row.getBytes(1)).checkpoint();
        } catch (MalformedCheckpoint e) {
            throw new IllegalStateException(e);
        }
    }

    /** The root of a tree of these entries, computed anew. */
    static Hash root(List<Row> entries) {
        List<Hash> leaves = entries.stream().map(row -> TreeHash.leaf(row.entry())).toList();
        return CompactRange.EMPTY.append(leaves).root();
    }

    synchronized <T> List<T> query(String sql, Reader<T> reader) {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs statements that give no rows. */
    synchronized void execute(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connection() throws SQLException {
        if (kept == null || !kept.isValid(VALID_SECONDS_MAX)) {
            kept =
                    DriverManager.getConnection(
                            stand.jdbcUrl(database), database.user(), database.password());
        }
        return kept;
    }

    /** One entry. */
    record Row(long index, long offset, byte[] entry) {}

    /** Reads the row that a result set stands at. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
