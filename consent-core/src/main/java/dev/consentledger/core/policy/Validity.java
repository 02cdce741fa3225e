package dev.consentledger.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a choice counts before the visitor is asked again: an ISO 8601 duration, whose years,
 * months, weeks and days are those of the calendar in UTC.
 *
 * @param text as the policy spells it
 */
public record Validity(String text) {

    private static final String UNDECLARED = "undeclared";
    private static final double DAYS_A_MONTH = 365.2425 / 12;
    private static final double SECONDS_A_DAY = 86_400;

    /**
     * @throws IllegalArgumentException if this is no duration, or one of more than an {@code int}
     *     of years
     */
    public Validity {
        if (!text.startsWith("P") || text.length() == 1) {
            throw new IllegalArgumentException("no ISO 8601 duration");
        }
        try {
            period(text);
            time(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no ISO 8601 duration", e);
        }
    }

    /** What a policy says; empty where it declares nothing. */
    static Optional<Validity> read(String text) {
        return text.equals(UNDECLARED) ? Optional.empty() : Optional.of(new Validity(text));
    }

    /** The first moment at which a choice no longer counts. */
    public Instant endOf(Instant from) {
        return from.atZone(ZoneOffset.UTC).plus(period(text)).plus(time(text)).toInstant();
    }

    /** About how many days that is: a month counts as the twelfth part of a mean year. */
    double days() {
        Period period = period(text);
        return period.toTotalMonths() * DAYS_A_MONTH
                + period.getDays()
                + time(text).toSeconds() / SECONDS_A_DAY;
    }

    private static Period period(String text) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        return days.equals("P") ? Period.ZERO : Period.parse(days);
    }

    private static Duration time(String text) {
        int time = text.indexOf('T');
        return time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
    }
}
