package dev.consentledger.ledger.checkpoint;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Thins old checkpoints to one an hour, once an hour, in small transactions. May be killed at any
 * time, and goes on where it was. Runs on one thread.
 */
public final class Thinning implements Runnable {

    private static final Logger LOG = Logger.getLogger(Thinning.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    /** A quarter of what one busy shard signs in an hour. */
    private static final int BATCH_MAX = 1_000;

    /** Between two batches, so that what is overdue is no burst of writes. */
    private static final Duration BATCH_PAUSE = Duration.ofMillis(20);

    private final OldCheckpoints checkpoints;
    private final LongConsumer removed;
    private final Semaphore stop = new Semaphore(0);

    /**
     * @param removed is told the number of rows after each batch that had some
     */
    public Thinning(OldCheckpoints checkpoints, LongConsumer removed) {
        this.checkpoints = checkpoints;
        this.removed = removed;
    }

    /** Stops after the batch that is under way. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try {
            do {
                thin();
            } while (!stop.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Thins all that is due, or as much as can be until it is stopped. */
    public void thin() throws InterruptedException {
        long rows = 0;
        try {
            OldCheckpoints.Batch batch;
            do {
                batch = checkpoints.thin(BATCH_MAX);
                rows += batch.removed();
                removed.accept(batch.removed());
            } while (batch.more() && goesOn());
        } catch (RuntimeException e) {
            LOG.warnf("old checkpoints are not thinned now, it is tried again cause=%s", e);
        }
        if (rows > 0) {
            LOG.infof("thinned checkpoints that are older than a week rows=%d", rows);
        }
    }

    private boolean goesOn() throws InterruptedException {
        if (stop.tryAcquire(BATCH_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            stop.release();
            return false;
        }
        return true;
    }
}
