package dev.consentledger.ledger;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileEdge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One shard's rows, in the hands of somebody with all rights, who keeps copies and puts everything
 * back afterwards. In each statement {@code %s} stands for the shard. For one thread.
 */
final class TamperedShard {

    private static final List<String> OF_ENTRIES =
            List.of(
                    "entries",
                    "evidence",
                    "documents",
                    "unreadable",
                    "ids",
                    "outcomes",
                    "tombstones");

    private static final List<String> OF_THE_TREE =
            List.of("heads", "tiles", "checkpoints", "signed_heads");

    private final Connection connection;
    private final int shard;
    private final NoteSigner ownKey;

    /**
     * @param connection of a user that may do everything
     * @param ownKey that of the ledger, stolen
     */
    TamperedShard(Connection connection, int shard, NoteSigner ownKey) {
        this.connection = connection;
        this.shard = shard;
        this.ownKey = ownKey;
    }

    private static List<String> tables() {
        List<String> all = new ArrayList<>(OF_ENTRIES);
        all.addAll(OF_THE_TREE);
        return all;
    }

    /** Switches off what would stop anybody else. */
    void begin() throws SQLException {
        for (String table : tables()) {
            run("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        }
        keep();
    }

    /** Keeps a copy of everything. */
    void keep() throws SQLException {
        for (String table : tables()) {
            run("DROP TABLE IF EXISTS pg_temp.before_" + table);
            run(
                    "CREATE TEMPORARY TABLE before_"
                            + table
                            + " AS SELECT * FROM "
                            + table
                            + " WHERE %s");
        }
    }

    /** Puts everything back. */
    void undo() throws SQLException {
        for (String table : tables()) {
            run("DELETE FROM " + table + " WHERE %s");
            run("INSERT INTO %1$s SELECT * FROM pg_temp.before_%1$s".formatted(table));
        }
    }

    void run(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
        }
    }

    List<byte[]> bytes(String sql, Object... parameters) throws SQLException {
        return all(sql, ResultSet::getBytes, parameters);
    }

    List<Long> numbers(String sql, Object... parameters) throws SQLException {
        return all(sql, ResultSet::getLong, parameters);
    }

    private interface Column<T> {
        T of(ResultSet rows, int column) throws SQLException;
    }

    private <T> List<T> all(String sql, Column<T> column, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(column.of(rows, 1));
            }
            return all;
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql.replace("%s", "epoch = 1 AND shard = " + shard));
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /**
     * Moves entries, with all that stands beside them.
     *
     * @param to the new index, and {@code which} the old ones, in SQL
     */
    void move(String to, String which) throws SQLException {
        for (String table : OF_ENTRIES) {
            run(
                    "UPDATE %s SET entry_index = %s WHERE ".formatted(table, to)
                            + "%s AND entry_index "
                            + which);
        }
    }

    /** Takes away entries, with all that stands beside them. */
    void remove(String which) throws SQLException {
        for (String table : OF_ENTRIES) {
            run("DELETE FROM " + table + " WHERE %s AND entry_index " + which);
        }
    }

    /** Makes tiles, edge, root and head fit the entries that there are now. */
    void recompute() throws SQLException {
        TileEdge.Growth tree = TileEdge.EMPTY.append(leaves());
        run("DELETE FROM tiles WHERE %s");
        for (Tile tile : tree.completed()) {
            run(
                    "INSERT INTO tiles (epoch, shard, level, tile_index, hashes)"
                            + " VALUES (1, ?, ?, ?, ?)",
                    shard,
                    (long) tile.coordinate().level(),
                    tile.coordinate().index(),
                    tile.bytes());
        }
        run(
                "UPDATE heads SET next_index = ?, edge = ?, root = ? WHERE %s",
                tree.edge().size(), tree.edge().bytes(), tree.edge().range().root().toBytes());
    }

    private List<Hash> leaves() throws SQLException {
        return bytes("SELECT entry FROM entries WHERE %s ORDER BY entry_index").stream()
                .map(TreeHash::leaf)
                .toList();
    }

    /** Signs every checkpoint that is kept anew, of the entries that there are now. */
    void signAnew() throws SQLException {
        List<Hash> leaves = leaves();
        for (long size : sizes()) {
            Hash root = CompactRange.EMPTY.append(leaves.subList(0, (int) size)).root();
            byte[] note = sign(size, root);
            run("UPDATE checkpoints SET note = ? WHERE %s AND size = ?", note, size);
            run(
                    "UPDATE signed_heads SET note = ?, root = ? WHERE %s AND size = ?",
                    note, root.toBytes(), size);
        }
    }

    /** Makes an earlier checkpoint, of the head that there is now, the newest one. */
    void forgetWhatWasSignedAfter(long size) throws SQLException {
        run("DELETE FROM checkpoints WHERE %s AND size > ?", size);
        run(
                "UPDATE signed_heads SET size = ?, root = (SELECT root FROM heads WHERE %s),"
                        + " note = (SELECT note FROM checkpoints WHERE %s AND size = ?) WHERE %s",
                size, size);
    }

    /** With the ledger's own key. */
    byte[] sign(long size, Hash root) {
        Checkpoint checkpoint = Checkpoint.of(ownKey.verifierKey().name(), size, root);
        return SignedCheckpoint.sign(checkpoint, List.of(ownKey)).toBytes();
    }

    SignedCheckpoint newest() throws SQLException, MalformedCheckpoint {
        return SignedCheckpoint.parse(bytes("SELECT note FROM signed_heads WHERE %s").get(0));
    }

    /** Of which there are checkpoints, in order. */
    List<Long> sizes() throws SQLException {
        return numbers("SELECT size FROM checkpoints WHERE %s ORDER BY size");
    }

    /** How many entries the newest checkpoint has. */
    long signedSize() throws SQLException {
        return numbers("SELECT size FROM signed_heads WHERE %s").get(0);
    }

    /** The indexes that a table has. */
    List<Long> indexes(String table) throws SQLException {
        return numbers("SELECT entry_index FROM " + table + " WHERE %s ORDER BY entry_index");
    }
}
