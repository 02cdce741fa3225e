package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.job.Job;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the figures are made anew. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Rebuild")
public record RebuildAnswer(
        @Schema(
                        description = "wanted: it begins within seconds; done: of the last one",
                        enumeration = {"never", "wanted", "running", "done"})
                String state,
        @Schema(description = "Of the one that is wanted or under way")
                Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        @Schema(description = "When the last one that was not broken off took over")
                Optional<Instant> finishedAt,
        @Schema(description = "Of the one under way") Optional<JobProgress> progress) {

    static RebuildAnswer of(Job job, Instant now) {
        return new RebuildAnswer(
                state(job),
                job.requestedAt(),
                job.startedAt(),
                job.finishedAt(),
                JobProgress.of(job, now));
    }

    private static String state(Job job) {
        if (job.isRunning()) {
            return "running";
        }
        if (job.requestedAt().isPresent()) {
            return "wanted";
        }
        return job.finishedAt().isPresent() ? "done" : "never";
    }
}
