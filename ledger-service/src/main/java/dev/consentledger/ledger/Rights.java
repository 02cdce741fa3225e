package dev.consentledger.ledger;

import dev.consentledger.ledger.store.LedgerDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Says who may do more in the database than it is meant to. It stops nothing: the ledger is as
 * complete as before, and only easier to damage. Thread-safe.
 */
@Singleton
public class Rights {

    private static final Logger LOG = Logger.getLogger(Rights.class);

    private final LedgerDatabase database;
    private volatile List<String> findings = List.of();

    Rights(LedgerDatabase database, MeterRegistry registry) {
        this.database = database;
        Gauge.builder("consent.ledger.database.findings", this, rights -> rights.findings.size())
                .description("Rights in the database that nobody should have, as of the start")
                .register(registry);
    }

    /** Looks at the database, as soon as its tables are there. */
    void check() {
        findings = database.rightsCheck().findings();
        findings.forEach(
                finding ->
                        LOG.errorf(
                                "the database is not guarded as it should be: see docs/operating/database.md finding=%s",
                                finding));
    }

    /** Always up. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck databaseHealth() {
        return () -> {
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("database").up();
            int number = 1;
            for (String finding : findings) {
                answer.withData("finding " + number++, finding);
            }
            return answer.build();
        };
    }
}
