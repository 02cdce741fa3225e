package dev.consentledger.ledger.audit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps work at a rate, and ends it. What was not done in time is not made up for: after a pause of
 * the database the rate is the same. For one thread; {@link #stop} may be called from any.
 */
public final class Pace {

    private final int entriesPerSecond;
    private final LongSupplier nanos;
    private final Semaphore stop = new Semaphore(0);
    private long dueNanos;

    /**
     * @param nanos a clock that never goes back
     */
    public Pace(int entriesPerSecond, LongSupplier nanos) {
        if (entriesPerSecond < 1) {
            throw new IllegalArgumentException("a rate of %d".formatted(entriesPerSecond));
        }
        this.entriesPerSecond = entriesPerSecond;
        this.nanos = nanos;
        this.dueNanos = nanos.getAsLong();
    }

    /** Ends everything that is waited for, now and later. */
    public void stop() {
        stop.release();
    }

    /**
     * Waits until more may be done than these entries, which were.
     *
     * @return false where the work is to end
     */
    boolean spend(long entries) throws InterruptedException {
        long now = nanos.getAsLong();
        long took = entries * TimeUnit.SECONDS.toNanos(1) / entriesPerSecond;
        dueNanos = Math.max(dueNanos + took, now);
        return rest(Duration.ofNanos(dueNanos - now));
    }

    /** Waits; false where the work is to end. */
    boolean rest(Duration duration) throws InterruptedException {
        boolean stopped = stop.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS);
        if (stopped) {
            stop.release();
        }
        return !stopped;
    }
}
