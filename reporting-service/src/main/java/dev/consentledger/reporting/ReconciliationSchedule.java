package dev.consentledger.reporting;

import dev.consentledger.reporting.metrics.ReconciliationGauges;
import dev.consentledger.reporting.reconcile.Reconciler;
import dev.consentledger.reporting.reconcile.Reconciliation;
import dev.consentledger.reporting.reconcile.Reconciliations;
import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.store.Schema;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reconciles every night and whenever somebody asks, and tells what came of it. */
@Singleton
public class ReconciliationSchedule {

    private static final Logger LOG = Logger.getLogger(ReconciliationSchedule.class);

    private final Schema schema;
    private final Reconciliations memory;
    private final Reconciler reconciler;
    private final ReconciliationGauges gauges;
    private final Schedule schedule;
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> told = new AtomicReference<>(Optional.empty());

    ReconciliationSchedule(
            Schema schema,
            Reconciliations memory,
            Reconciler reconciler,
            ReconciliationGauges gauges,
            @ConfigProperty(name = "consent.reconciliation.time") Optional<LocalTime> daily,
            Clock clock) {
        this.schema = schema;
        this.memory = memory;
        this.reconciler = reconciler;
        this.gauges = gauges;
        this.schedule = new Schedule(daily);
        this.clock = clock;
    }

    @Scheduled(
            every = "5s",
            delayed = "7s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        return memory.get()
                .chain(known -> isTime(known) ? memory.alone(this::runIfTime) : nothing())
                .chain(memory::get)
                .invoke(this::tell)
                .replaceWithVoid()
                .onFailure()
                .invoke(ReconciliationSchedule::log)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> runIfTime() {
        return memory.get().chain(known -> isTime(known) ? reconciler.run() : nothing());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private boolean isTime(Reconciliation known) {
        return schedule.isTime(
                known.job().requestedAt(),
                known.job().startedAt(),
                known.job().finishedAt(),
                clock.instant());
    }

    private void tell(Reconciliation known) {
        gauges.show(known);
        if (known.job().finishedAt().isEmpty() || known.job().finishedAt().equals(told.get())) {
            return;
        }
        told.set(known.job().finishedAt());
        if (known.differences() == 0) {
            LOG.infof(
                    "The figures are reconciled with the ledger. entries=%d finishedAt=%s",
                    known.job().total(), known.job().finishedAt().get());
        } else {
            LOG.errorf(
                    "The figures differ from the ledger; GET /v1/reconciliations says where. differences=%d finishedAt=%s",
                    known.differences(), known.job().finishedAt().get());
        }
    }

    private static void log(Throwable failure) {
        LOG.warnf(
                "Reconciliation waits, and is tried again; look whether PostgreSQL and ledger-service run. reason=%s",
                failure.getMessage());
    }
}
