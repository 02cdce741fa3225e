package dev.consentledger.reporting.proof;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a person stands with one category.
 *
 * @param category its id
 * @param since when it became so
 * @param why one sentence: which event, under which version, and why it still counts or does not
 * @param decidedBy the event that decided it
 */
public record CategoryState(
        String category,
        Standing standing,
        Optional<Instant> since,
        String why,
        Optional<UUID> decidedBy) {

    /** What counts. */
    public enum Standing {
        GRANTED,
        REFUSED,
        /** Refused after it was granted. */
        WITHDRAWN,
        /** The time for which the policy says that a choice counts is over. */
        EXPIRED,
        /** A later version of the policy asks again, and was not answered. */
        SUPERSEDED,
        NOT_ASKED;

        private final String term = name().toLowerCase(Locale.ROOT);

        /** The name in machine formats. */
        public String term() {
            return term;
        }
    }
}
