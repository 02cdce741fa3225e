package dev.consentledger.ledger;

import dev.consentledger.standalone.Stand;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** Connections of the service's own user, for what is tried without the service. */
final class Pools {

    private Pools() {}

    static Pool of(Stand stand) {
        return Pool.newInstance(
                PgBuilder.pool()
                        .with(new PoolOptions().setMaxSize(2))
                        .connectingTo(
                                new PgConnectOptions()
                                        .setHost(stand.databaseHost())
                                        .setPort(stand.databasePort())
                                        .setDatabase(stand.ledger().name())
                                        .setUser(stand.ledger().user())
                                        .setPassword(stand.ledger().password())
                                        .setCachePreparedStatements(true))
                        .build());
    }
}
