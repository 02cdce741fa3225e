package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

    /** Every change of clocks of the year is in it. */
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // 23 hours, and 25.
        "Europe/Berlin, 2026-03-29T10:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "Europe/Berlin, 2026-10-25T23:45:00Z, 2026-10-25T23:00:00Z, 2026-10-26T23:00:00Z",
        "Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "Asia/Kolkata, 2026-11-29T18:15:00Z, 2026-11-28T18:30:00Z, 2026-11-29T18:30:00Z",
        // There is no midnight on that day.
        "Africa/Cairo, 2026-04-24T12:00:00Z, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
    })
    void aDayIsThatOfTheTimeZone(String zone, Instant time, Instant start, Instant end) {
        ZoneId of = ZoneId.of(zone);

        assertThat(Interval.DAY.startOf(time, FROM, of)).isEqualTo(start);
        assertThat(Interval.DAY.endOf(start, TO, of)).isEqualTo(end);
        assertThat(DayZones.endOfDay(start, of)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Etc/UTC",
                "Europe/Berlin",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Africa/Cairo",
                "America/St_Johns",
                "Australia/Lord_Howe"
            })
    void everyQuarterHourIsInTheIntervalThatItIsCountedIn(String zone) {
        ZoneId of = ZoneId.of(zone);
        for (Interval interval : List.of(Interval.HOUR, Interval.DAY)) {
            Instant first = interval.startOf(FROM, FROM, of);
            List<Instant> starts = starts(interval, first, of);
            int at = 0;
            for (Instant time = FROM; time.isBefore(TO); time = time.plusSeconds(900)) {
                while (at + 1 < starts.size() && !starts.get(at + 1).isAfter(time)) {
                    at++;
                }
                assertThat(interval.startOf(time, FROM, of))
                        .as("%s of %s in %s", interval, time, zone)
                        .isEqualTo(starts.get(at));
            }
        }
    }

    private static List<Instant> starts(Interval interval, Instant first, ZoneId zone) {
        List<Instant> starts = new ArrayList<>();
        Instant start = first;
        while (start.isBefore(TO)) {
            starts.add(start);
            Instant end = interval.endOf(start, TO, zone);
            assertThat(end).isAfter(start);
            start = end;
        }
        return starts;
    }

    @Test
    void anHourIsHalfAnHourWhereClocksAreChangedByThat() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Instant change = Instant.parse("2026-04-04T15:00:00Z");

        assertThat(Interval.HOUR.endOf(change, TO, lordHowe))
                .isEqualTo(change.plus(Duration.ofMinutes(30)));
    }
}
