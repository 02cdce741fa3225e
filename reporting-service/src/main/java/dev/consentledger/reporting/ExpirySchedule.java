package dev.consentledger.reporting;

import dev.consentledger.reporting.expiry.ExpiryRuns;
import dev.consentledger.reporting.expiry.Pass;
import dev.consentledger.reporting.kafka.TopicWatch;
import dev.consentledger.reporting.metrics.ExpiryGauges;
import dev.consentledger.reporting.report.Projection;
import dev.consentledger.reporting.store.Schema;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks every few seconds whether it is time to record expiries, and tells what came of it. */
@Singleton
public class ExpirySchedule {

    private static final Logger LOG = Logger.getLogger(ExpirySchedule.class);

    /**
     * Seconds of a busy ledger. Whoever is further behind, as after a restore, has not read yet
     * what may have ended or renewed a grant in time.
     */
    private static final long BEHIND_MAX = 10_000;

    private final Schema schema;
    private final Projection projection;
    private final TopicWatch topic;
    private final ExpiryRuns runs;
    private final ExpiryGauges gauges;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    ExpirySchedule(
            Schema schema,
            Projection projection,
            TopicWatch topic,
            ExpiryRuns runs,
            ExpiryGauges gauges) {
        this.schema = schema;
        this.projection = projection;
        this.topic = topic;
        this.runs = runs;
        this.gauges = gauges;
    }

    @Scheduled(
            every = "5s",
            delayed = "7s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        return lookWhereNear()
                .chain(runs::all)
                .invoke(this::tell)
                .replaceWithVoid()
                .onFailure()
                .invoke(ExpirySchedule::log)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> lookWhereNear() {
        return projection
                .positions()
                .chain(
                        positions ->
                                topic.isNear(positions, BEHIND_MAX)
                                        ? runs.look()
                                        : Uni.createFrom().voidItem());
    }

    private void tell(List<Pass> known) {
        gauges.show(known);
        for (Pass pass : known) {
            pass.finishedAt()
                    .filter(time -> !time.equals(told.put(pass.site(), time)))
                    .ifPresent(time -> log(pass, time));
        }
    }

    private static void log(Pass pass, Instant finishedAt) {
        LOG.infof(
                "Expiries were recorded. site=%s expiries=%d restricted=%d finishedAt=%s",
                pass.site(), pass.tally().expiries(), pass.tally().restricted(), finishedAt);
    }

    private static void log(Throwable failure) {
        LOG.warnf(
                "Expiries wait, and are tried again; look whether PostgreSQL, the broker and ledger-service run. reason=%s",
                failure.getMessage());
    }
}
