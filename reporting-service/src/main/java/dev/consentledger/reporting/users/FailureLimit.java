package dev.consentledger.reporting.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How often something may fail for the same key. An attempt is taken before it is made and given
 * back when it succeeds, so that attempts that are made at once are no more than those one after
 * the other. Thread-safe.
 */
final class FailureLimit {

    /**
     * Keys that are remembered; of more, those that were not heard of for longest are forgotten.
     */
    private static final int KEYS_MAX = 10_000;

    private final int attempts;
    private final Duration again;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    /**
     * @param attempts that may fail one after the other
     * @param again after which time there is one more
     */
    FailureLimit(int attempts, Duration again, Clock clock) {
        this.attempts = attempts;
        this.again = again;
        this.time = new ClockMeter(clock);
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(KEYS_MAX)
                        // By then the bucket is full again.
                        .expireAfterAccess(again.multipliedBy(attempts))
                        .ticker(time::currentTimeNanos)
                        .build();
    }

    /** Takes an attempt; where there is none, says how long until there is. */
    Optional<Duration> take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives an attempt back that did not fail. */
    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(String key) {
        return buckets.get(key, any -> newBucket());
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(1, again))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
