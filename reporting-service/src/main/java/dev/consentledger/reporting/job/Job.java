package dev.consentledger.reporting.job;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of work that goes over all entries.
 *
 * @param requestedAt when somebody asked for it and it has not been finished since
 * @param startedAt of the last time
 * @param finishedAt of the last time that was not broken off
 * @param done entries that it is through with
 * @param total entries that it is to go through
 */
public record Job(
        Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long done,
        long total) {

    public static final Job NEVER =
            new Job(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);

    /** Whether what began last is not finished: it goes on, or was broken off. */
    public boolean isRunning() {
        return startedAt
                .filter(start -> finishedAt.filter(end -> !end.isBefore(start)).isEmpty())
                .isPresent();
    }
}
