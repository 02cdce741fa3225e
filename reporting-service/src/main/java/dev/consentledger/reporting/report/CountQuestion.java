package dev.consentledger.reporting.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which counts are asked for.
 *
 * @param from in it
 * @param to not in it; both are beginnings of quarter hours
 * @param zone in which hours and days begin
 */
public record CountQuestion(
        Report report,
        String site,
        Dimension dimension,
        Instant from,
        Instant to,
        Interval interval,
        ZoneId zone) {

    /** Counts of one grain in a part of the period. */
    public record Part(Grain grain, Instant from, Instant to) {

        /** The same in pieces that are not longer. */
        public Stream<Part> cut(Duration length) {
            return Stream.iterate(from, to::isAfter, start -> start.plus(length))
                    .map(start -> new Part(grain, start, earlier(start.plus(length), to)));
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        boolean isNotEmpty() {
            return from.isBefore(to);
        }
    }

    /** The beginning of the interval that a time in the period is counted in. */
    public Instant startOf(Instant time) {
        return interval.startOf(time, from, zone);
    }

    /**
     * The parts of the period: whole days where that helps, and quarter hours else.
     *
     * @param days the time zone of the days that counts are kept for; empty where they are of
     *     several
     */
    public List<Part> parts(Optional<ZoneId> days) {
        List<Part> quarters = List.of(new Part(Grain.QUARTER, from, to));
        return days.filter(of -> interval.isMadeOf(of, zone))
                .map(this::withDays)
                .filter(parts -> parts.stream().allMatch(part -> !part.to().isBefore(part.from())))
                .map(parts -> parts.stream().filter(Part::isNotEmpty).toList())
                .orElse(quarters);
    }

    private List<Part> withDays(ZoneId days) {
        Instant begun = DayZones.startOfDay(from, days);
        Instant firstDay = begun.equals(from) ? begun : DayZones.endOfDay(begun, days);
        Instant lastDay = DayZones.startOfDay(to, days);
        return List.of(
                new Part(Grain.QUARTER, from, firstDay),
                new Part(Grain.DAY, firstDay, lastDay),
                new Part(Grain.QUARTER, lastDay, to));
    }
}
