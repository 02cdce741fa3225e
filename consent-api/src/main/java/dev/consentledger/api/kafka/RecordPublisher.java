package dev.consentledger.api.kafka;

import dev.consentledger.api.intake.Delivery;
import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.policy.Publication;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes records to the records topic; each is confirmed by all in-sync replicas before anybody is
 * told. Publishing never blocks an event loop for longer than some milliseconds, and its outcome
 * comes on the Vert.x context that asked. Thread-safe.
 */
public final class RecordPublisher implements AutoCloseable {

    /**
     * Events that may wait for the broker at the same time: a third of a second of the highest rate
     * that was measured. More of them would only wait longer.
     */
    public static final int IN_FLIGHT_MAX = 10_000;

    private static final Logger LOG = Logger.getLogger(RecordPublisher.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private static final Duration[] BUCKETS =
            LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final RecordsTopic topic;
    private final Records records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaClientMetrics clientMetrics;
    private final MeterRegistry registry;
    private final Timer timer;
    private final Gauge waiting;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean open;

    public RecordPublisher(String bootstrapServers, RecordsTopic topic, MeterRegistry registry) {
        this.topic = topic;
        this.records = new Records(topic);
        this.producer = new KafkaProducer<>(KafkaSettings.producer(bootstrapServers));
        this.clientMetrics = new KafkaClientMetrics(producer);
        clientMetrics.bindTo(registry);
        this.timer =
                Timer.builder("consent.publish")
                        .description("From handing an event to Kafka until it is acknowledged")
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
        this.registry = registry;
        this.waiting =
                Gauge.builder("consent.publish.in.flight", inFlight, AtomicInteger::get)
                        .description("Events that wait for the broker's acknowledgement")
                        .register(registry);
    }

    /** Sends an event when it is subscribed to; the outcome is never a failure. */
    public Uni<Delivery> publish(Accepted accepted) {
        return publish(records.of(accepted));
    }

    /** The same for a document. */
    public Uni<Delivery> publish(Publication publication) {
        return publish(records.of(publication));
    }

    private Uni<Delivery> publish(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().emitter(emitter -> send(record, emitter::complete));
    }

    /** Opens or closes the way; while it is closed, everything is unavailable at once. */
    void open(boolean way) {
        open = way;
    }

    /**
     * Looks the topic's partitions up, so that sending does not have to; may block for a moment.
     */
    boolean warm() {
        try {
            return producer.partitionsFor(topic.name()).size() == topic.shards();
        } catch (KafkaException notYet) {
            return false;
        }
    }

    /** For publications, which have nobody waiting; fails as the producer does. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    Records records() {
        return records;
    }

    private void send(ProducerRecord<byte[], byte[]> record, Consumer<Delivery> outcome) {
        if (!open) {
            outcome.accept(Delivery.UNAVAILABLE);
            return;
        }
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            outcome.accept(Delivery.OVERLOADED);
            return;
        }
        Consumer<Delivery> onContext = onCurrentContext(outcome);
        long start = System.nanoTime();
        AtomicBoolean done = new AtomicBoolean();
        Consumer<Exception> once =
                failure -> {
                    if (done.compareAndSet(false, true)) {
                        onContext.accept(settle(failure, start));
                    }
                };
        try {
            producer.send(record, (metadata, failure) -> once.accept(failure));
        } catch (KafkaException | IllegalStateException e) {
            once.accept(e);
        }
    }

    /** Runs on the producer's thread, or on the caller's when the record was not even queued. */
    private Delivery settle(Exception failure, long start) {
        inFlight.decrementAndGet();
        if (failure == null) {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            if (failing.compareAndSet(true, false)) {
                LOG.info("The broker acknowledges events again.");
            }
            return Delivery.ACKNOWLEDGED;
        }
        if (failing.compareAndSet(false, true)) {
            LOG.warnf(
                    "The broker does not acknowledge events; clients get 503 and try again. cause=%s",
                    failure.getClass().getSimpleName());
        }
        return Delivery.UNAVAILABLE;
    }

    private static Consumer<Delivery> onCurrentContext(Consumer<Delivery> outcome) {
        Context context = Vertx.currentContext();
        return context == null
                ? outcome
                : delivery -> context.runOnContext(ignored -> outcome.accept(delivery));
    }

    /** Waits for what is under way, up to ten seconds. */
    @Override
    public void close() {
        open = false;
        producer.close(CLOSE_MAX);
        clientMetrics.close();
        registry.remove(waiting);
    }
}
