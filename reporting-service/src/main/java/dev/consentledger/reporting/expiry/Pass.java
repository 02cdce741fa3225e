package dev.consentledger.reporting.expiry;

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
}
