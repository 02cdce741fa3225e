package dev.consentledger.ledger.erasure;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Sees to it that the database has every tombstone that was announced, as soon as the shard has
 * come to its record: mostly it has, and where the record was lost it is applied without it. Runs
 * on one thread.
 */
public final class TombstoneKeeper implements Runnable {

    private static final Logger LOG = Logger.getLogger(TombstoneKeeper.class);
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final Tombstones tombstones;
    private final Predicate<Announced> apply;
    private final Semaphore stop = new Semaphore(0);

    /**
     * @param apply waits; false where the shard has not come to the tombstone's record
     */
    public TombstoneKeeper(Tombstones tombstones, Predicate<Announced> apply) {
        this.tombstones = tombstones;
        this.apply = apply;
    }

    /** Stops soon. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try {
            do {
                applyAll();
            } while (!stop.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void applyAll() {
        try {
            for (Announced announced : tombstones.waiting()) {
                if (apply.test(announced)) {
                    tombstones.applied(announced);
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("tombstones cannot be applied now, it is tried again cause=%s", e);
        }
    }
}
