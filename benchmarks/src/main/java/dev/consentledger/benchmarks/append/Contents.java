package dev.consentledger.benchmarks.append;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What was appended, to see that all ways append the same.
 *
 * @param entryBytes of all entries
 * @param evidenceBytes of all parts of all evidence
 * @param tileBytes of all full tiles
 */
record Contents(long entries, long entryBytes, long evidenceBytes, long ids, long tileBytes) {

    /**
     * @param prefix of the tables' names
     */
    static Contents of(Connection connection, String prefix) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT (SELECT count(*) FROM %1$sentries),
                                    (SELECT sum(length(entry)) FROM %1$sentries),
                                    (SELECT sum(coalesce(length(subject), 0) + length(context)
                                        + length(observed)) FROM %1$sevidence),
                                    (SELECT count(*) FROM %1$sids),
                                    (SELECT coalesce(sum(length(hashes)), 0) FROM %1$stiles)"""
                                        .formatted(prefix))) {
            row.next();
            return new Contents(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }
}
