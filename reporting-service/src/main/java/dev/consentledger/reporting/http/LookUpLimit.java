package dev.consentledger.reporting.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often one caller may look somebody up, so that nobody tries out whom there is. Thread-safe;
 * each instance counts for itself.
 */
@Singleton
public class LookUpLimit {

    /** As many as somebody could read about. */
    private static final int PER_MINUTE = 60;

    /** Callers that are remembered; of more, those who were away for longest are forgotten. */
    private static final int CALLERS_MAX = 10_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(CALLERS_MAX)
                    // By then the bucket is full again.
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    /** Counts a look-up; refuses it where there were too many. */
    void take(String caller) {
        Bucket bucket = buckets.get(caller, name -> newBucket());
        if (!bucket.tryConsume(1)) {
            throw DeskProblems.tooManyLookUps(PER_MINUTE);
        }
    }

    private static Bucket newBucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(PER_MINUTE)
                                        .refillGreedy(PER_MINUTE, Duration.ofMinutes(1)))
                .build();
    }
}
