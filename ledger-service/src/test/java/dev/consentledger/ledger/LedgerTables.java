package dev.consentledger.ledger;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/** Reads the ledger's tables as an auditor with psql would. */
record LedgerTables(Stand stand) {

    /**
     * For what only reads: to sign in takes longer than most queries, and tests ask until it is so.
     */
    private static final Map<Stand, Connection> READING = new ConcurrentHashMap<>();

    private static final int VALID_SECONDS_MAX = 5;

    /** Makes them, as the service does at its start. */
    void migrate() {
        Database owner = stand.ledgerOwner();
        Flyway.configure()
                .dataSource(stand.jdbcUrl(owner), owner.user(), owner.password())
                .placeholders(Map.of("service", stand.ledger().user()))
                .load()
                .migrate();
    }

    /** The entries of a shard in index order; fails when an index is missing. */
    List<byte[]> entries(int shard) {
        List<byte[]> entries = new ArrayList<>();
        for (List<Object> row :
                rows(
                        "SELECT entry_index, entry FROM entries WHERE epoch = 1 AND shard = "
                                + shard
                                + " ORDER BY entry_index")) {
            if ((long) row.get(0) != entries.size()) {
                throw new AssertionError("no entry at index " + entries.size());
            }
            entries.add((byte[]) row.get(1));
        }
        return entries;
    }

    long count(String table) {
        return (long) rows("SELECT count(*) FROM " + table).get(0).get(0);
    }

    List<List<Object>> rows(String query) {
        try (Statement statement = reading().createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the service's own user. */
    void execute(String command) throws SQLException {
        execute(stand.ledger(), command);
    }

    /** As the owner of the tables. */
    void executeAsOwner(String command) throws SQLException {
        execute(stand.ledgerOwner(), command);
    }

    /** As somebody whom nothing stops. */
    void executeAsSuperuser(String command) throws SQLException {
        execute(stand.ledgerSuperuser(), command);
    }

    private void execute(Database database, String command) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** A connection of the service's own user. */
    Connection connect() throws SQLException {
        return connect(stand.ledger());
    }

    /** As somebody whom nothing stops. */
    Connection connectAsSuperuser() throws SQLException {
        return connect(stand.ledgerSuperuser());
    }

    private Connection reading() throws SQLException {
        Connection kept = READING.get(stand);
        if (kept == null || !kept.isValid(VALID_SECONDS_MAX)) {
            kept = connect();
            READING.put(stand, kept);
        }
        return kept;
    }

    private Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                stand.jdbcUrl(database), database.user(), database.password());
    }
}
