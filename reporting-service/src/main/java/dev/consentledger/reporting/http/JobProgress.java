package dev.consentledger.reporting.http;

import dev.consentledger.reporting.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far something is that goes over all entries. */
@Schema(name = "Progress")
public record JobProgress(
        long done,
        long total,
        @Schema(description = "Entries in a second, from its start until now")
                long entriesPerSecond) {

    /** Empty where it is not under way. */
    static Optional<JobProgress> of(Job job, Instant now) {
        return job.startedAt().filter(start -> job.isRunning()).map(start -> of(job, start, now));
    }

    private static JobProgress of(Job job, Instant start, Instant now) {
        long seconds = Math.max(1, Duration.between(start, now).toSeconds());
        return new JobProgress(job.done(), job.total(), job.done() / seconds);
    }
}
