package dev.consentledger.ledger;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.append.WrongTopic;
import dev.consentledger.ledger.audit.AbsenceCheck;
import dev.consentledger.ledger.checkpoint.CheckpointSigner;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.kafka.AppendedPublisher;
import dev.consentledger.ledger.kafka.CheckpointPublisher;
import dev.consentledger.ledger.kafka.ControlReader;
import dev.consentledger.ledger.kafka.LagWatch;
import dev.consentledger.ledger.kafka.RecordConsumer;
import dev.consentledger.ledger.kafka.RecordsTopic;
import dev.consentledger.ledger.store.LedgerDatabase;
import dev.consentledger.ledger.witness.Asking;
import dev.consentledger.ledger.witness.SeenByWitnesses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts the ledger's work as soon as database and broker are there, however late that is, and
 * stops it. The service itself starts at once, and says what it waits for.
 */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAG_PERIOD = Duration.ofSeconds(2);

    /** A batch and its commit end in a fraction of this; a hanging database does not. */
    private static final Duration STOP_MAX = Duration.ofSeconds(15);

    private final LedgerConfig config;
    private final Wiring wiring;
    private final LedgerDatabase database;
    private final Rights rights;
    private final Shards shards;
    private final SigningStatus signing;
    private final Thread starter = new Thread(this::startWork, "start");
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final List<Runnable> stops = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService lagWatch = Executors.newSingleThreadScheduledExecutor();

    Lifecycle(
            LedgerConfig config,
            Wiring wiring,
            LedgerDatabase database,
            Rights rights,
            Shards shards,
            SigningStatus signing) {
        this.config = config;
        this.wiring = wiring;
        this.database = database;
        this.rights = rights;
        this.shards = shards;
        this.signing = signing;
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        starter.interrupt();
        starter.join(STOP_MAX.toMillis());
        lagWatch.shutdownNow();
        stops.forEach(Runnable::run);
        for (Thread worker : workers) {
            worker.join(STOP_MAX.toMillis());
        }
        wiring.topics().close();
    }

    /** What the shards wait for, and which were halted: an operator's matter. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck shardsHealth() {
        return () -> {
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("shards")
                            .status(shards.waitingFor().isEmpty() && shards.halted().isEmpty());
            shards.waitingFor().ifPresent(what -> answer.withData("waiting for", what));
            shards.halted().forEach((shard, why) -> answer.withData("halted shard " + shard, why));
            return answer.build();
        };
    }

    /** Always up: where nothing is signed, events are appended and answered all the same. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck checkpointsHealth() {
        return () -> {
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("checkpoints").up();
            signing.halted()
                    .forEach((shard, why) -> answer.withData("unsigned shard " + shard, why));
            signing.recovering()
                    .forEach((shard, why) -> answer.withData("recovering shard " + shard, why));
            wiring.witnessing()
                    .failing()
                    .forEach((name, why) -> answer.withData("witness " + name, why));
            return answer.build();
        };
    }

    /** Always up, with what was verified and when. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck selfAuditHealth() {
        return () -> wiring.selfAuditing().health();
    }

    /** A worker ends by a defect alone: then a restart helps. */
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck workersHealth() {
        return () ->
                HealthCheckResponse.named("workers")
                        .status(workers.stream().allMatch(Thread::isAlive))
                        .build();
    }

    private void startWork() {
        try {
            untilDone("the database", this::migrate);
            // Before there are topics: whoever finds them writes to them.
            Optional<KeyRing> keys = untilDone("the broker", wiring.signing()::keys);
            untilDone("the broker", this::createTopics);
            untilDone("the broker", this::readStatements);
            work(untilDone("the broker", () -> RecordsTopic.find(wiring.topics())));
            keys.ifPresent(this::sign);
            wiring.selfAuditing()
                    .work(keys)
                    .ifPresent(audit -> begin("self-audit", audit, audit::stop));
        } catch (WrongTopic | WrongLedgerKey e) {
            IntStream.range(0, config.shards())
                    .forEach(shard -> shards.halt(shard, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shards.ready();
    }

    private Void migrate() throws WrongLedgerKey {
        database.migrate();
        wiring.requireLedgerKey();
        rights.check();
        return null;
    }

    private Void createTopics() throws ExecutionException, InterruptedException {
        wiring.topics().create();
        return null;
    }

    private Void readStatements() {
        wiring.recovery().readToEnd();
        return null;
    }

    private <T> T untilDone(String what, Callable<T> step)
            throws InterruptedException, WrongLedgerKey {
        while (true) {
            try {
                return step.call();
            } catch (WrongTopic | WrongLedgerKey | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                String cause = firstLine(e instanceof ExecutionException ? e.getCause() : e);
                LOG.warnf("not started yet, it is tried again waitingFor=%s cause=%s", what, cause);
                shards.waitFor(what + ": " + cause);
                Thread.sleep(RETRY_PAUSE.toMillis());
            }
        }
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private void work(RecordsTopic topic) {
        AppendedPublisher publisher = wiring.publisher();
        begin("appended-publisher", publisher, publisher::stop);
        ControlReader control = wiring.recovery().reader();
        begin("control-reader", control, control::stop);
        begin("tombstones", wiring.tombstoneKeeper(), wiring.tombstoneKeeper()::stop);
        for (int number = 0; number < config.consumerThreads(); number++) {
            RecordConsumer consumer = wiring.consumer(topic, publisher);
            begin("record-consumer-" + number, consumer, consumer::stop);
        }
        AbsenceCheck absences = wiring.absenceCheck(topic);
        begin("absence-check", absences, absences::stop);
        begin("checkpoint-thinning", wiring.thinning(), wiring.thinning()::stop);
        lagWatch.scheduleWithFixedDelay(
                new LagWatch(wiring.topics(), shards),
                0,
                LAG_PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void sign(KeyRing keys) {
        SeenByWitnesses seen = wiring.witnessing().seen(keys);
        for (Asking asking : wiring.signing().askings(keys, seen)) {
            begin("witness-" + asking.witness(), asking, asking::stop);
        }
        CheckpointSigner signer =
                wiring.signing().signer(keys, seen, wiring.selfAuditing()::stopped);
        begin("checkpoint-signer", wiring.witnessing().heardFirst(signer), signer::stop);
        CheckpointPublisher publisher = wiring.signing().publisher();
        begin("checkpoint-publisher", publisher, publisher::stop);
    }

    private void begin(String name, Runnable work, Runnable stop) {
        Thread thread = new Thread(work, name);
        stops.add(stop);
        workers.add(thread);
        thread.start();
    }
}
