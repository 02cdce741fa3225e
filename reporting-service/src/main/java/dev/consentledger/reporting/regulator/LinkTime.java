package dev.consentledger.reporting.regulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long links are good for.
 *
 * @param max the longest; an open door that nobody remembers is closed by then
 */
public record LinkTime(Duration max) {

    /** A week, within which somebody who waits for a link opens it. */
    private static final Duration BY_DEFAULT = Duration.ofDays(7);

    public LinkTime {
        if (max.isNegative() || max.isZero()) {
            throw new IllegalArgumentException(
                    "CONSENT_REGULATOR_LINKS_VALID_MAX is not positive: give a duration such as 30d");
        }
    }

    /** The end of a link; empty where the one that is wanted has come, or is too far away. */
    public Optional<Instant> until(Optional<Instant> wanted, Instant now) {
        Instant last = now.plus(max);
        Instant week = now.plus(BY_DEFAULT);
        Instant end = wanted.orElse(week.isBefore(last) ? week : last);
        return Optional.of(end).filter(it -> it.isAfter(now) && !it.isAfter(last));
    }
}
