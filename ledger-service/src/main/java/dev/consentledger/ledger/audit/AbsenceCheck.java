package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.Batch;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.append.WrongTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Compares what the ledger has passed over with the records topic, as long as the topic still has
 * those offsets. A record where the ledger says that there was none is a mismatch: somebody else
 * has appended, to have that record left out. Each absence is looked at once by an instance, and
 * again after its start; where there is none this costs a query a shard. Runs on one thread of its
 * own.
 */
public final class AbsenceCheck implements Runnable {

    private static final Logger LOG = Logger.getLogger(AbsenceCheck.class);

    /** How soon a record is missed that was passed over. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final StoredAbsences stored;
    private final TopicRecords topic;
    private final Shards shards;
    private final SelfAuditStatus status;
    private final BiConsumer<Integer, String> halt;
    private final Map<Integer, Long> looked = new HashMap<>();
    private final Semaphore stop = new Semaphore(0);

    /**
     * @param topic is closed at the end
     * @param halt stops the signing of a shard, for a reason
     */
    public AbsenceCheck(
            StoredAbsences stored,
            TopicRecords topic,
            Shards shards,
            SelfAuditStatus status,
            BiConsumer<Integer, String> halt) {
        this.stored = stored;
        this.topic = topic;
        this.shards = shards;
        this.status = status;
        this.halt = halt;
    }

    /** Stops after the shard that is being looked at. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try (topic) {
            do {
                lookAtAll();
            } while (!stop.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once at what is new of each shard that this instance consumes. */
    void lookAtAll() {
        try {
            for (int shard : new TreeSet<>(shards.owned())) {
                if (stop.availablePermits() == 0 && !status.isMismatched(shard)) {
                    lookAt(shard);
                }
            }
        } catch (WrongTopic e) {
            LOG.debugf("the records topic is another one, there is nothing to compare with: %s", e);
        } catch (RuntimeException e) {
            LOG.warnf("absences cannot be compared now, it is tried again cause=%s", e);
        }
    }

    private void lookAt(int shard) {
        boolean goOn = true;
        while (goOn) {
            List<Batch.Absence> absences = stored.absences(shard, looked.getOrDefault(shard, 0L));
            goOn = !absences.isEmpty() && passes(shard, absences);
        }
    }

    /** Whether there was no record, and there can be none any more. */
    private boolean passes(int shard, List<Batch.Absence> absences) {
        TopicRecords.Look look = topic.look(shard, absences);
        if (look.record().isPresent()) {
            mismatch(shard, look.record().getAsLong());
            return false;
        }
        for (Batch.Absence absence : absences) {
            if (absence.last() >= look.end()) {
                return false;
            }
            looked.put(shard, absence.last() + 1);
        }
        return true;
    }

    private void mismatch(int shard, long offset) {
        String what =
                "the records topic has a record at offset %d, and the ledger has passed it over as if there were none"
                        .formatted(offset);
        LOG.errorf(
                "a record was passed over: see the runbook 'Self-audit mismatch' shard=%d mismatch=%s",
                shard, what);
        halt.accept(
                shard, "a record was passed over, see the runbook 'Self-audit mismatch': " + what);
        status.mismatch(shard, what);
    }
}
