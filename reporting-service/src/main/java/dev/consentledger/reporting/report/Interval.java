package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Term;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;

/** Into what a period is cut, in the time zone of the site. */
public enum Interval implements Term {
    /** Not at all. */
    WHOLE(Optional.empty()),
    HOUR(Optional.of(ChronoUnit.HOURS)),
    DAY(Optional.of(ChronoUnit.DAYS));

    private final String term = name().toLowerCase(Locale.ROOT);
    private final Optional<ChronoUnit> unit;

    Interval(Optional<ChronoUnit> unit) {
        this.unit = unit;
    }

    @Override
    public String term() {
        return term;
    }

    /** How many there are from one time to another, at the most. */
    public long between(Instant from, Instant to) {
        return unit.map(u -> u.between(from, to) + 1).orElse(1L);
    }

    /** The beginning of the interval that a time is in; the period's where it stays whole. */
    public Instant startOf(Instant time, Instant from, ZoneId zone) {
        return switch (this) {
            case WHOLE -> from;
            case HOUR -> startOfHour(time, zone);
            case DAY -> DayZones.startOfDay(time, zone);
        };
    }

    /**
     * The end of the interval that begins at a time, or the period's if that comes first: a day has
     * 23 hours or 25 where clocks are changed.
     */
    public Instant endOf(Instant start, Instant to, ZoneId zone) {
        Instant end = unit.map(u -> startOfNext(u, start.atZone(zone))).orElse(to);
        return end.isBefore(to) ? end : to;
    }

    private static Instant startOfNext(ChronoUnit unit, ZonedDateTime start) {
        return unit == ChronoUnit.HOURS
                ? start.toOffsetDateTime().truncatedTo(unit).plusHours(1).toInstant()
                : DayZones.endOfDay(start.toInstant(), start.getZone());
    }

    /** Where clocks are changed by half an hour, one begins with the change. */
    private static Instant startOfHour(Instant time, ZoneId zone) {
        Instant hour =
                time.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS).toInstant();
        return Optional.ofNullable(zone.getRules().previousTransition(time.plusNanos(1)))
                .map(ZoneOffsetTransition::getInstant)
                .filter(change -> change.isAfter(hour))
                .orElse(hour);
    }

    /**
     * Whether sums of days are enough to make these intervals of.
     *
     * @param zone of the intervals
     * @param days the zone of the days
     */
    boolean isMadeOf(ZoneId days, ZoneId zone) {
        return this == WHOLE || this == DAY && zone.getRules().equals(days.getRules());
    }
}
