package dev.consentledger.reporting;

import dev.consentledger.reporting.job.Job;
import dev.consentledger.reporting.rebuild.Rebuilder;
import dev.consentledger.reporting.rebuild.Rebuilds;
import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.store.Schema;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Rebuilds whenever somebody asks. */
@Singleton
public class RebuildSchedule {

    private static final Logger LOG = Logger.getLogger(RebuildSchedule.class);

    private final Schema schema;
    private final Rebuilds memory;
    private final Rebuilder rebuilder;
    private final Schedule onRequest = new Schedule(Optional.empty());
    private final Clock clock;

    RebuildSchedule(Schema schema, Rebuilds memory, Rebuilder rebuilder, Clock clock) {
        this.schema = schema;
        this.memory = memory;
        this.rebuilder = rebuilder;
        this.clock = clock;
    }

    @Scheduled(
            every = "${consent.rebuilds.look:5s}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!schema.isReady()) {
            return nothing();
        }
        return memory.get()
                .chain(known -> isTime(known) ? memory.alone(this::runIfTime) : nothing())
                .onFailure()
                .invoke(RebuildSchedule::log)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> runIfTime() {
        return memory.get().chain(known -> isTime(known) ? run() : nothing());
    }

    private Uni<Void> run() {
        LOG.info("A rebuild begins; GET /v1/rebuilds says how far it is.");
        return rebuilder
                .run()
                .chain(memory::get)
                .invoke(
                        known ->
                                LOG.infof(
                                        "The rebuilt figures are in place. entries=%d",
                                        known.total()))
                .replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private boolean isTime(Job known) {
        return onRequest.isTime(
                known.requestedAt(), known.startedAt(), known.finishedAt(), clock.instant());
    }

    private static void log(Throwable failure) {
        LOG.errorf(
                "A rebuild was broken off, and is begun again; the old figures answer meanwhile. reason=%s",
                failure.getMessage());
    }
}
