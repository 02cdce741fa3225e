package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.report.CountQuestion.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountQuestionProperties {

    /** Clocks are changed in Berlin on 29 March, and at midnight in Cairo on 24 April. */
    private static final Instant START = Instant.parse("2026-03-25T00:00:00Z");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Etc/UTC", "Europe/Berlin", "Asia/Kolkata", "Africa/Cairo")
                .map(ZoneId::of);
    }

    @Property(tries = 500, seed = "20261129")
    void thePartsAreThePeriodAndDaysAreWhole(
            @ForAll Interval interval,
            @ForAll("zones") ZoneId zone,
            @ForAll("zones") ZoneId days,
            @ForAll @IntRange(max = 4_000) int first,
            @ForAll @IntRange(min = 1, max = 4_000) int length) {
        Instant from = START.plus(Duration.ofMinutes(15L * first));
        Instant to = from.plus(Duration.ofMinutes(15L * length));

        List<Part> parts = question(interval, zone, from, to).parts(Optional.of(days));

        Instant reached = from;
        for (Part part : parts) {
            assertThat(part.from()).isEqualTo(reached).isBefore(part.to());
            reached = part.to();
            if (part.grain() == Grain.DAY) {
                assertThat(isMidnight(part.from(), days)).isTrue();
                assertThat(isMidnight(part.to(), days)).isTrue();
                assertThat(interval == Interval.WHOLE || zone.equals(days)).isTrue();
            } else if (parts.size() > 1) {
                assertThat(Duration.between(part.from(), part.to())).isLessThan(Duration.ofDays(1));
            }
        }
        assertThat(reached).isEqualTo(to);
    }

    private static boolean isMidnight(Instant time, ZoneId zone) {
        return time.equals(time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    }

    @Test
    void daysOfSeveralTimeZonesAreNoHelp() {
        Instant to = START.plus(Duration.ofDays(9));

        assertThat(
                        question(Interval.WHOLE, ZoneId.of("Etc/UTC"), START, to)
                                .parts(Optional.empty()))
                .containsExactly(new Part(Grain.QUARTER, START, to));
    }

    @Test
    void whatLiesWithinADayIsReadByQuarterHours() {
        Instant from = START.plus(Duration.ofHours(1));
        Instant to = START.plus(Duration.ofHours(5));

        assertThat(
                        question(Interval.WHOLE, ZoneId.of("Etc/UTC"), from, to)
                                .parts(Optional.of(ZoneId.of("Etc/UTC"))))
                .containsExactly(new Part(Grain.QUARTER, from, to));
    }

    private static CountQuestion question(
            Interval interval, ZoneId zone, Instant from, Instant to) {
        return new CountQuestion(
                new ActionsReport(), "shop.example", Dimension.ALL, from, to, interval, zone);
    }
}
