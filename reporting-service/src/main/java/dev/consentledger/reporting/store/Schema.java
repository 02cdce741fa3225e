package dev.consentledger.reporting.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the database's schema up to date when the service starts, and keeps trying for as long as
 * the database is not there: the service itself starts without it.
 */
@ApplicationScoped
public class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Flyway flyway;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread thread = new Thread(this::migrate, "schema-migration");

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Completes when the schema is up to date; never fails. */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    public boolean isReady() {
        return ready.isDone();
    }

    private void migrate() {
        try {
            while (!migrated()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            ready.complete(null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean migrated() {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            LOG.warnf(
                    "The database's schema is not up to date yet; trying again. reason=%s",
                    e.getMessage().lines().findFirst().orElse(""));
            return false;
        }
    }
}
