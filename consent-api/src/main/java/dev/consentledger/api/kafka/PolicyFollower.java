package dev.consentledger.api.kafka;

import dev.consentledger.api.policy.Publication;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the topic of published policies from its beginning, and then whatever comes. What failed is
 * tried again, for ever; while the broker is away, what is known stays in force. Runs on a thread
 * of its own.
 */
public final class PolicyFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PolicyFollower.class);
    private static final String TOPIC = "consent.policies.v1";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final Predicate<Publication> publications;
    private final Thread thread = new Thread(this::run, "policy-follower");
    private volatile Optional<String> waitingFor =
            Optional.of("The topic " + TOPIC + " was not read yet.");
    private volatile boolean stopping;

    /** The first record that was not read yet. Of the thread alone. */
    private long next;

    /**
     * @param publications is given each on the follower's thread, in the order of the topic, and
     *     again after the topic was made anew; false ends the reading, and the service is not ready
     */
    public PolicyFollower(String bootstrapServers, Predicate<Publication> publications) {
        this.bootstrapServers = bootstrapServers;
        this.publications = publications;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What it waits for; empty once everything was read that stood on the topic at the start. */
    Optional<String> waitingFor() {
        return waitingFor;
    }

    /** Ends without waiting for a broker that may be away. */
    private record Reader(KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void run() {
        while (!stopping) {
            try (Reader reader =
                    new Reader(new KafkaConsumer<>(KafkaSettings.reader(bootstrapServers)))) {
                follow(reader.consumer());
            } catch (KafkaException e) {
                LOG.debugf(e, "The topic cannot be read, it is tried again. topic=%s", TOPIC);
                waitingFor = waitingFor.map(ignored -> cause());
                pause();
            }
        }
    }

    private static String cause() {
        return "The topic %s cannot be read. ledger-service creates it; it is tried again."
                .formatted(TOPIC);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        long begin = consumer.beginningOffsets(List.of(PARTITION)).get(PARTITION);
        long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        if (next < begin || next > end) {
            // Compacted meanwhile, or made anew. What was read before is still known.
            next = begin;
        }
        consumer.seek(PARTITION, next);
        while (!stopping) {
            if (next >= end) {
                waitingFor = Optional.empty();
            }
            Iterator<ConsumerRecord<byte[], byte[]>> records =
                    consumer.poll(POLL).records(PARTITION).iterator();
            while (records.hasNext() && !stopping) {
                read(records.next());
            }
            next = consumer.position(PARTITION);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // Nothing that was published is ever taken back.
            return;
        }
        try {
            AnnouncedRecord.read(record)
                    .ifPresentOrElse(this::take, () -> unreadable(record, "not what it says"));
        } catch (RuntimeException e) {
            // Whatever is wrong with one document, the next one may be right.
            unreadable(record, e.toString());
        }
    }

    private void take(Publication publication) {
        if (!publications.test(publication)) {
            stopping = true;
            waitingFor =
                    Optional.of(
                            "A file has another content than the version that was published; see the log.");
        }
    }

    private static void unreadable(ConsumerRecord<byte[], byte[]> record, String cause) {
        LOG.errorf(
                "A published document cannot be read and is left out: if ledger-service is newer than this"
                        + " service, upgrade this one; else find out who wrote it. topic=%s offset=%d cause=%s",
                TOPIC, record.offset(), cause);
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Stops; waits for the thread for a moment. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
