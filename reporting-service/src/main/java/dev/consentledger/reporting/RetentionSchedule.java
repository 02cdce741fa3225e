package dev.consentledger.reporting;

import dev.consentledger.reporting.metrics.RetentionGauges;
import dev.consentledger.reporting.rebuild.Rebuilds;
import dev.consentledger.reporting.retention.RetentionRuns;
import dev.consentledger.reporting.retention.Run;
import dev.consentledger.reporting.store.Schema;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks every few seconds whether it is time for a run of retention, and tells what came of it. */
@Singleton
public class RetentionSchedule {

    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final Schema schema;
    private final RetentionRuns runs;
    private final Rebuilds rebuilds;
    private final RetentionGauges gauges;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    RetentionSchedule(
            Schema schema, RetentionRuns runs, Rebuilds rebuilds, RetentionGauges gauges) {
        this.schema = schema;
        this.runs = runs;
        this.rebuilds = rebuilds;
        this.gauges = gauges;
    }

    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        // Not beside a rebuild, which may have read what is taken, and is not told whose it was.
        return rebuilds.alone(runs::look)
                .chain(runs::all)
                .invoke(this::tell)
                .replaceWithVoid()
                .onFailure()
                .invoke(RetentionSchedule::log)
                .onFailure()
                .recoverWithNull();
    }

    private void tell(List<Run> known) {
        gauges.show(known);
        for (Run run : known) {
            run.finishedAt()
                    .filter(time -> !time.equals(told.put(run.site(), time)))
                    .ifPresent(
                            time ->
                                    LOG.infof(
                                            "Retention has run. site=%s orders=%d guests=%d held=%d finishedAt=%s",
                                            run.site(),
                                            run.tally().orders(),
                                            run.tally().guests(),
                                            run.tally().held(),
                                            time));
        }
    }

    private static void log(Throwable failure) {
        LOG.warnf(
                "Retention waits, and is tried again; look whether PostgreSQL, the broker and ledger-service run. reason=%s",
                failure.getMessage());
    }
}
