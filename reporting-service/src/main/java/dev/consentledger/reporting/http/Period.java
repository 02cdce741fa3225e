package dev.consentledger.reporting.http;

import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.reporting.report.QuarterHour;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** From when to when, {@code to} not in it; both are beginnings of quarter hours. */
record Period(Instant from, Instant to) {

    static final int DAYS_BY_DEFAULT = 30;

    /** Longer than consents are kept, and a bound on what one query sums up. */
    static final int YEARS_MAX = 10;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String FORM =
            "a date such as 2026-11-22 (in the site's time zone), or a date-time with offset on a"
                    + " quarter hour such as 2026-11-22T10:15:00Z (RFC 3339; write + as %2B)";
    private static final String EXACT_FORM =
            "a date such as 2026-11-22 (in the site's time zone), or a date-time with offset such as"
                    + " 2026-11-22T10:15:30Z (RFC 3339)";

    /**
     * Reads what a client has asked for: 30 days up to the end where the beginning is not given, up
     * to the end of the present quarter hour where the end is not.
     */
    static Period read(Optional<String> from, Optional<String> to, ZoneId zone, Instant now) {
        Instant end =
                to.isPresent()
                        ? time("to", to.get(), zone)
                        : QuarterHour.of(now).plusSeconds(QuarterHour.SECONDS);
        Instant start =
                from.isPresent()
                        ? time("from", from.get(), zone)
                        : end.minus(DAYS_BY_DEFAULT, ChronoUnit.DAYS);
        requireSpan(start, end);
        return new Period(start, end);
    }

    /** Reads a period whose ends are any times, and both given. */
    static PackQuestion.Period readExact(String from, String to, ZoneId zone) {
        Instant start = time("from", from, zone, EXACT_FORM);
        Instant end = time("to", to, zone, EXACT_FORM);
        requireSpan(start, end);
        return new PackQuestion.Period(start, end);
    }

    private static void requireSpan(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw Problems.invalidPeriod(
                    "'from' (%s) has to be before 'to' (%s).".formatted(start, end));
        }
        if (start.atZone(ZoneOffset.UTC).plusYears(YEARS_MAX).toInstant().isBefore(end)) {
            throw Problems.invalidPeriod("A period is at most %d years.".formatted(YEARS_MAX));
        }
    }

    private static Instant time(String name, String text, ZoneId zone, String form) {
        try {
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problems.invalidPeriod("'%s' is '%s'; expected %s.".formatted(name, text, form));
        }
    }

    private static Instant time(String name, String text, ZoneId zone) {
        Instant time = time(name, text, zone, FORM);
        if (!QuarterHour.isBeginning(time)) {
            Instant before = QuarterHour.of(time);
            throw Problems.invalidPeriod(
                    "'%s' is %s; figures are kept in quarter hours, so write %s or %s."
                            .formatted(
                                    name, text, before, before.plusSeconds(QuarterHour.SECONDS)));
        }
        return time;
    }
}
