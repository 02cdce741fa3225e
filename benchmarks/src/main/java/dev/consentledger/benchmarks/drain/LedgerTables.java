package dev.consentledger.benchmarks.drain;

import dev.consentledger.standalone.Stand;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The ledger's database, looked at from outside. Not thread-safe. */
final class LedgerTables implements AutoCloseable {

    private final Connection connection;

    LedgerTables(Stand stand) throws SQLException {
        connection =
                DriverManager.getConnection(
                        stand.jdbcUrl(stand.ledgerOwner()),
                        stand.ledgerOwner().user(),
                        stand.ledgerOwner().password());
    }

    void createBare() throws SQLException {
        execute("CREATE TABLE bare (id bigint PRIMARY KEY, entry bytea, evidence bytea)");
        execute("GRANT INSERT ON bare TO ledger");
    }

    long bareRows() throws SQLException {
        return number("SELECT count(*) FROM bare");
    }

    /** Entries that are committed; 0 while there are no tables. */
    long entries() throws SQLException {
        return exists("heads") ? number("SELECT coalesce(sum(next_index), 0) FROM heads") : 0;
    }

    /** Entries that the appended topic has for certain. */
    long published() throws SQLException {
        return number("SELECT coalesce(sum(next_index), 0) FROM publications");
    }

    private boolean exists(String table) throws SQLException {
        return number("SELECT count(*) FROM pg_class WHERE relname = '" + table + "'") > 0;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
