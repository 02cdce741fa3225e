package dev.consentledger.reporting.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a site's retention runs: once after that time of each day, as soon as somebody is there to
 * do it, and whenever it was asked for. Pure.
 *
 * @param daily in UTC; runs are on request alone where it is absent
 */
public record Schedule(Optional<LocalTime> daily) {

    /** What was broken off waits, so that nobody hammers on what is away. */
    static final Duration RETRY_AFTER = Duration.ofMinutes(2);

    /** Whether it is time. */
    public boolean isTime(Run run, Instant now) {
        return isTime(run.requestedAt(), run.startedAt(), run.finishedAt(), now);
    }

    /**
     * Whether it is time for any run.
     *
     * @param requestedAt when somebody asked for one that has not been finished
     * @param startedAt of the last one
     * @param finishedAt of the last one that was not broken off
     */
    public boolean isTime(
            Optional<Instant> requestedAt,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Instant now) {
        boolean wanted =
                requestedAt.isPresent()
                        || daily.map(time -> latest(time, now))
                                .filter(time -> finishedAt.filter(time::isBefore).isEmpty())
                                .isPresent();
        boolean brokenOffJustNow =
                startedAt
                        .filter(start -> finishedAt.filter(end -> !end.isBefore(start)).isEmpty())
                        .filter(start -> start.plus(RETRY_AFTER).isAfter(now))
                        .isPresent();
        return wanted && !brokenOffJustNow;
    }

    private static Instant latest(LocalTime time, Instant now) {
        OffsetDateTime today = now.atOffset(ZoneOffset.UTC).with(time);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }
}
