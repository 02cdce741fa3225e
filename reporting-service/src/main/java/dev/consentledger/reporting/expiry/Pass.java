package dev.consentledger.reporting.expiry;

import dev.consentledger.reporting.retention.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a site's runs.
 *
 * @param startedAt of the last one
 * @param finishedAt of the last one that was not broken off, whose tally this is
 */
public record Pass(
        String site, Optional<Instant> startedAt, Optional<Instant> finishedAt, Tally tally) {

    static Pass never(String site) {
        return new Pass(site, Optional.empty(), Optional.empty(), Tally.NOTHING);
    }

    /** For the schedule, which is that of retention. */
    Run asRun() {
        return new Run(site, Optional.empty(), startedAt, finishedAt, Run.Tally.NOTHING);
    }
}
