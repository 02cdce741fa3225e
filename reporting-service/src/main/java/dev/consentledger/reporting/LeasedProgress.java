package dev.consentledger.reporting;

import dev.consentledger.reporting.pack.JobStopped;
import dev.consentledger.reporting.pack.PackQueue;
import dev.consentledger.reporting.pack.PackTask;
import dev.consentledger.reporting.pack.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Tells the queue every second how far a pack is, which is what keeps the pack held; ends the job
 * where it is not held any more, or the service stops. For one thread.
 */
final class LeasedProgress implements Progress {

    private static final Logger LOG = Logger.getLogger(LeasedProgress.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LEASE = PackQueue.LEASE_SECONDS * SECOND;

    private final PackQueue queue;
    private final PackTask task;
    private final BooleanSupplier stopping;
    private long toldNanos = System.nanoTime();
    private long heldNanos = toldNanos;
    private long done;
    private long of;
    private long entries;

    LeasedProgress(PackQueue queue, PackTask task, BooleanSupplier stopping) {
        this.queue = queue;
        this.task = task;
        this.stopping = stopping;
    }

    @Override
    public void at(long nowDone, long nowOf, long nowEntries) {
        done = nowDone;
        of = nowOf;
        entries = nowEntries;
        if (stopping.getAsBoolean()) {
            throw new JobStopped();
        }
        if (System.nanoTime() - toldNanos >= SECOND) {
            tell();
        }
    }

    @Override
    public void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        }
        at(done, of, entries);
    }

    /** How many entries are in the pack. */
    long entries() {
        return entries;
    }

    /** Says the last word, so that a pack that is done says so of all its places. */
    void tell() {
        toldNanos = System.nanoTime();
        try {
            if (!queue.report(task, done, of, entries)) {
                throw new JobStopped();
            }
            heldNanos = toldNanos;
        } catch (JobStopped stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            LOG.warnf("A pack's progress could not be kept; it goes on. cause=%s", e);
            if (System.nanoTime() - heldNanos > LEASE) {
                // Another instance may have it by now.
                throw new JobStopped();
            }
        }
    }
}
