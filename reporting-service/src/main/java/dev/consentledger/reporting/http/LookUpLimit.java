package dev.consentledger.reporting.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one caller may look somebody up, so that nobody tries out whom there is. Thread-safe;
 * each instance counts for itself.
 */
@Singleton
public class LookUpLimit {

    /** Callers that are remembered; of more, those who were away for longest are forgotten. */
    private static final int CALLERS_MAX = 10_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(CALLERS_MAX)
                    // By then the bucket is full again.
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    private final int perMinute;

    /**
     * @param perMinute as many as somebody could read about; at least 1
     */
    LookUpLimit(@ConfigProperty(name = "consent.look-ups.per-minute") int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException(
                    "consent.look-ups.per-minute is %d: nobody could look anybody up"
                            .formatted(perMinute));
        }
        this.perMinute = perMinute;
    }

    /** Counts a look-up; refuses it where there were too many. */
    void take(String caller) {
        Bucket bucket = buckets.get(caller, name -> newBucket());
        if (!bucket.tryConsume(1)) {
            throw DeskProblems.tooManyLookUps(perMinute);
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(perMinute)
                                        .refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
