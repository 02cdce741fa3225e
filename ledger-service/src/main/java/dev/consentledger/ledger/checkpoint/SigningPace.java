package dev.consentledger.ledger.checkpoint;

import java.time.Duration;

/**
 * When the head of one shard is to be signed: after a moment of quiet, and never much later than
 * its first unsigned entry. Times are those of a clock that never goes back, such as {@link
 * System#nanoTime}. Pure, but for what it remembers; not thread-safe.
 */
public final class SigningPace {

    /**
     * With the time that it takes to notice, to prove and to sign, well below a second, also where
     * the processors have more to do than they can.
     */
    static final Duration WAIT_MAX = Duration.ofMillis(500);

    /** After so much of it, one signature covers all that came in one go. */
    static final Duration QUIET = Duration.ofMillis(200);

    /** Between two tries, where the database is away or the ledger has to catch up. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private long signedSize;
    private long seenSize;
    private long firstUnsigned;
    private long lastGrown;
    private long notBefore;
    private boolean postponed;
    private boolean examined;

    /** Says how many entries there are now. */
    void seen(long size, long nanos) {
        boolean waited = isWaiting();
        boolean grown = size > seenSize;
        if (size < seenSize) {
            // The database was set back under our feet.
            examined = false;
        }
        seenSize = size;
        if (grown) {
            lastGrown = nanos;
        }
        if (!waited) {
            firstUnsigned = nanos;
        }
    }

    /** Says up to which size the head is signed. */
    void signedTo(long size, long nanos) {
        examined = true;
        postponed = false;
        signedSize = size;
        // Whatever is not covered came while it was signed.
        firstUnsigned = nanos;
    }

    /** Says that this time it could not be signed. */
    void postpone(long nanos) {
        notBefore = nanos + RETRY.toNanos();
        postponed = true;
    }

    /** Whether there are entries that no signature covers. */
    boolean isWaiting() {
        return seenSize > signedSize;
    }

    /** How long they have waited, in nanoseconds; 0 where there are none. */
    long waitedNanos(long nanos) {
        return isWaiting() ? nanos - firstUnsigned : 0;
    }

    /** Whether the shard is to be looked at now: the first time, or to sign it. */
    boolean isDue(long nanos) {
        if (postponed && nanos - notBefore < 0) {
            return false;
        }
        return !examined
                || (isWaiting()
                        && (nanos - firstUnsigned >= WAIT_MAX.toNanos()
                                || nanos - lastGrown >= QUIET.toNanos()));
    }
}
