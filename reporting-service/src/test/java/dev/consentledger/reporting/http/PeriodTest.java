package dev.consentledger.reporting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-22T10:07:30Z");

    @Test
    void datesAreDaysOfTheSite() {
        Period period = read("2026-10-25", "2026-10-26");

        assertThat(period.from()).isEqualTo("2026-10-24T22:00:00Z");
        assertThat(period.to()).isEqualTo("2026-10-25T23:00:00Z");
    }

    @Test
    void dateTimesHaveAnOffset() {
        Period period = read("2026-11-22T10:15:00+02:00", "2026-11-22T10:15:00Z");

        assertThat(period.from()).isEqualTo("2026-11-22T08:15:00Z");
        assertThat(period.to()).isEqualTo("2026-11-22T10:15:00Z");
    }

    @Test
    void thirtyDaysUpToTheEndOfThisQuarterHourByDefault() {
        Period period = Period.read(Optional.empty(), Optional.empty(), BERLIN, NOW);

        assertThat(period.from()).isEqualTo("2026-10-23T10:15:00Z");
        assertThat(period.to()).isEqualTo("2026-11-22T10:15:00Z");
    }

    @Test
    void timesBetweenQuarterHoursAreRefusedWithTheNeighbours() {
        assertRefused(
                "2026-11-22T10:07:00Z",
                "2026-11-23",
                "2026-11-22T10:00:00Z or 2026-11-22T10:15:00Z");
    }

    @Test
    void otherFormsAreRefusedWithTheRightOne() {
        assertRefused("yesterday", "2026-11-23", "a date such as 2026-11-22");
        assertRefused("2026-11-22T10:15:00", "2026-11-23", "date-time with offset");
        assertRefused("2026-02-30", "2026-11-23", "'from' is '2026-02-30'");
        assertRefused("2026-11-22T10:15:00 02:00", "2026-11-23", "write + as %2B");
    }

    @Test
    void theBeginningComesBeforeTheEnd() {
        assertRefused("2026-11-23", "2026-11-23", "has to be before");
    }

    @Test
    void tenYearsAtMost() {
        assertThat(read("2016-11-22", "2026-11-22")).isNotNull();
        assertRefused("2016-11-21", "2026-11-22", "at most 10 years");
    }

    private static Period read(String from, String to) {
        return Period.read(Optional.of(from), Optional.of(to), BERLIN, NOW);
    }

    private static void assertRefused(String from, String to, String detail) {
        assertThatThrownBy(() -> read(from, to))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(400);
                            assertThat(problem.getDetail()).contains(detail);
                        });
    }
}
