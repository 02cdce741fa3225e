package dev.consentledger.reporting.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a site's runs.
 *
 * @param requestedAt when somebody asked for one that has not been finished
 * @param startedAt of the last one
 * @param finishedAt of the last one that was not broken off, whose tally this is
 */
public record Run(
        String site,
        Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Tally tally) {

    /**
     * What a run came to.
     *
     * @param orders that were given to the ledger
     * @param guests consents of nobody's among what they are about
     * @param held persons of whom something is due, and a hold is open
     */
    public record Tally(long orders, long guests, long held) {

        public static final Tally NOTHING = new Tally(0, 0, 0);
    }

    public static Run never(String site) {
        return new Run(site, Optional.empty(), Optional.empty(), Optional.empty(), Tally.NOTHING);
    }

    /** Whether the last one that began is not finished: it goes on, or was broken off. */
    public boolean isOpen() {
        return startedAt
                .filter(start -> finishedAt.filter(end -> !end.isBefore(start)).isEmpty())
                .isPresent();
    }
}
