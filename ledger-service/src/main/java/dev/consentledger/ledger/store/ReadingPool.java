package dev.consentledger.ledger.store;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The connections of whoever reads a log: a few of their own, so that no append ever waits for one
 * behind readers. Without a time-out of its own as {@link PatientPool}.
 */
@Singleton
@ReactiveDataSource(ReadingPool.NAME)
public class ReadingPool implements PgPoolCreator {

    static final String NAME = "reading";

    /** What waits beyond this is answered at once that the ledger cannot be read now. */
    private static final int WAITING_MAX = 1000;

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(WAITING_MAX))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
