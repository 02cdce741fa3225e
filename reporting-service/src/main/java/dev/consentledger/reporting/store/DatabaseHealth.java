package dev.consentledger.reporting.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers and its schema is up to date. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements AsyncHealthCheck {

    private static final String NAME = "database";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final Pool pool;
    private final Schema schema;

    DatabaseHealth(Pool pool, Schema schema) {
        this.pool = pool;
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!schema.isReady()) {
            return Uni.createFrom().item(down("the schema is not up to date yet"));
        }
        return pool.query("SELECT 1")
                .execute()
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .map(rows -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(() -> down("the database does not answer"));
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
