package dev.consentledger.reporting.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** A connection inside the transaction that projects a batch of one shard. */
record ShardConnection(SqlConnection connection, int epoch, int shard) {

    /** The first two parameters of each statement: the first two columns of each primary key. */
    Tuple keys() {
        return Tuple.tuple().addInteger(epoch).addInteger(shard);
    }

    Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }
}
