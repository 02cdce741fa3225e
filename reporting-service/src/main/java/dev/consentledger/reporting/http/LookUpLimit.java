package dev.consentledger.reporting.http;

import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often one caller may look somebody up, so that nobody tries out whom there is. Callers are
 * few and known, which bounds the memory. Thread-safe; each instance counts for itself.
 */
@Singleton
public class LookUpLimit {

    /** As many as somebody could read about. */
    private static final int PER_MINUTE = 60;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** Counts a look-up; refuses it where there were too many. */
    void take(String caller) {
        Bucket bucket = buckets.computeIfAbsent(caller, name -> newBucket());
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
