package dev.consentledger.benchmarks.append;

import dev.consentledger.standalone.Stand;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The same rows, and nothing else, over JDBC: one thread and one connection a shard. */
final class JdbcWay implements Way {

    private final List<Shard> shards = new ArrayList<>();

    JdbcWay(Stand stand, int shards) throws SQLException {
        for (int shard = 0; shard < shards; shard++) {
            this.shards.add(new Shard(stand));
        }
    }

    private static final class Shard {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new HashMap<>();

        Shard(Stand stand) throws SQLException {
            connection =
                    DriverManager.getConnection(
                            stand.jdbcUrl(stand.ledger()),
                            stand.ledger().user(),
                            stand.ledger().password());
            connection.setAutoCommit(false);
        }

        void append(List<PreparedBatch> batches) {
            try {
                for (PreparedBatch batch : batches) {
                    for (BareInsert insert : batch.rows()) {
                        insert(insert);
                    }
                    connection.commit();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void insert(BareInsert insert) throws SQLException {
            PreparedStatement statement = statements.get(insert.sql());
            if (statement == null) {
                statement = connection.prepareStatement(insert.sql().replaceAll("\\$\\d", "?"));
                statements.put(insert.sql(), statement);
            }
            statement.setInt(1, insert.epoch());
            statement.setInt(2, insert.shard());
            for (int at = 0; at < insert.columns().size(); at++) {
                Object[] column = insert.columns().get(at);
                statement.setArray(at + 3, connection.createArrayOf(type(column), column));
            }
            statement.executeUpdate();
        }
    }

    private static String type(Object[] column) {
        if (column instanceof byte[][]) {
            return "bytea";
        }
        return column instanceof UUID[] ? "uuid" : "bigint";
    }

    @Override
    public void append(List<List<PreparedBatch>> batches) {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int shard = 0; shard < shards.size(); shard++) {
            Shard own = shards.get(shard);
            List<PreparedBatch> some = batches.get(shard);
            threads.add(CompletableFuture.runAsync(() -> own.append(some), Threads::start));
        }
        threads.forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
        try {
            for (Shard shard : shards) {
                shard.connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
