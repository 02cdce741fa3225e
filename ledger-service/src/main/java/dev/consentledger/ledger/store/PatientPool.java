package dev.consentledger.ledger.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The pool without its own time-out for getting a connection: every caller has one for the whole of
 * its work. The pool's would go off after an outage even where the connection was refused long
 * before, and be logged as a defect each time.
 */
@Singleton
public class PatientPool implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions().setConnectionTimeout(0))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
