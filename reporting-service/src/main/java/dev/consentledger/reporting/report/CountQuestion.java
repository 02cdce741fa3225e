package dev.consentledger.reporting.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

        boolean isNotEmpty() {
            return from.isBefore(to);
        }
    }

    /** The beginning of the interval that a time in the period is counted in. */
    public Instant startOf(Instant time) {
        return interval.startOf(time, from, zone);
    }

    /** The parts of the period: whole days of UTC where that helps, and quarter hours else. */
    public List<Part> parts() {
        Instant firstDay = Grain.DAY.notBefore(from);
        Instant lastDay = Grain.DAY.of(to);
        if (!interval.isMadeOfDays(zone) || !firstDay.isBefore(lastDay)) {
            return List.of(new Part(Grain.QUARTER, from, to));
        }
        return Stream.of(
                        new Part(Grain.QUARTER, from, firstDay),
                        new Part(Grain.DAY, firstDay, lastDay),
                        new Part(Grain.QUARTER, lastDay, to))
                .filter(Part::isNotEmpty)
                .toList();
    }
}
