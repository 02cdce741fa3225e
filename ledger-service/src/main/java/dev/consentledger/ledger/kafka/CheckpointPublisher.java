package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Writes the newest signed checkpoint of each shard to the topic of checkpoints, at most once a
 * second: those in between say nothing that it does not say. What the signer calls the newest is
 * committed, and not behind what stands on the topic; the first one after a start is written in any
 * case, as a crash may have come before it was. Runs on one thread.
 */
public final class CheckpointPublisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(CheckpointPublisher.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Supplier<? extends Producer<byte[], byte[]>> producers;
    private final String topic;
    private final Origins origins;
    private final Shards shards;
    private final SigningStatus status;
    private final Map<Integer, byte[]> written = new HashMap<>();
    private final Semaphore stop = new Semaphore(0);

    public CheckpointPublisher(
            Supplier<? extends Producer<byte[], byte[]>> producers,
            String topic,
            Origins origins,
            Shards shards,
            SigningStatus status) {
        this.producers = producers;
        this.topic = topic;
        this.origins = origins;
        this.shards = shards;
        this.status = status;
    }

    /** Stops after what is under way. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try {
            boolean stopped = false;
            while (!stopped) {
                stopped = publishUntilFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True when it was stopped; the producer is replaced where something failed. */
    private boolean publishUntilFailure() throws InterruptedException {
        Producer<byte[], byte[]> producer = producers.get();
        try {
            while (!stop.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                publish(producer);
            }
            return true;
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.warnf("checkpoints cannot be published, it is tried again cause=%s", e);
            return false;
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void publish(Producer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException, TimeoutException {
        written.keySet().retainAll(shards.owned());
        Map<SignedHead, Future<RecordMetadata>> sent = new HashMap<>();
        for (int shard : shards.owned()) {
            Optional<SignedHead> newest = status.newest(shard).filter(this::isToBeWritten);
            if (newest.isPresent()) {
                String origin = origins.of(shard);
                sent.put(
                        newest.get(),
                        producer.send(CheckpointTopic.record(topic, origin, newest.get())));
            }
        }
        for (Map.Entry<SignedHead, Future<RecordMetadata>> one : sent.entrySet()) {
            one.getValue().get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            written.put(one.getKey().shard(), one.getKey().note());
            status.published(one.getKey().shard(), one.getKey().size());
        }
    }

    private boolean isToBeWritten(SignedHead head) {
        return !status.isHalted(head.shard())
                && !Arrays.equals(head.note(), written.get(head.shard()));
    }
}
