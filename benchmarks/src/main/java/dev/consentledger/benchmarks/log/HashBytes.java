package dev.consentledger.benchmarks.log;

import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.Tiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What the hashes of a log take in PostgreSQL, by its own figures. */
public final class HashBytes {

    private HashBytes() {}

    /** Gives the figures as Markdown. */
    public static String run(FilledLedger ledger) throws SQLException {
        long size = ledger.entries();
        long least = hashes(size) * Hash.LENGTH;
        Table table =
                new Table(
                        List.of(
                                "%s entries".formatted(Table.whole(size)),
                                "bytes",
                                "bytes an entry"));
        table.row(row("all hashes of the tiles, and nothing else", least, size));
        try (Connection connection = ledger.connect();
                Statement statement = connection.createStatement()) {
            long tiles = bytes(statement, "pg_total_relation_size('tiles')");
            long keys = bytes(statement, "pg_indexes_size('tiles')");
            long rows = bytes(statement, "pg_relation_size('tiles')");
            long heads = bytes(statement, "pg_total_relation_size('heads')");
            table.row(row("`tiles`: rows", rows, size))
                    .row(row("`tiles`: primary key", keys, size))
                    .row(row("`tiles`: hashes, stored apart", tiles - keys - rows, size))
                    .row(row("`heads`: right edge, and what waits for vacuum", heads, size))
                    .row(row("**together**", tiles + heads, size));
        }
        return table.toString();
    }

    private static List<String> row(String what, long bytes, long entries) {
        return List.of(what, Table.whole(bytes), Table.decimals(2, (double) bytes / entries));
    }

    private static long bytes(Statement statement, String figure) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT " + figure)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long hashes(long size) {
        return Stream.concat(Tiles.completed(0, size).stream(), Tiles.partial(size).stream())
                .mapToLong(TileCoordinate::width)
                .sum();
    }
}
