package dev.consentledger.core.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The one spelling of a time in entries: RFC 3339, UTC, milliseconds, years 0000 to 9999. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern SPELLING =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    public static String format(Instant time) {
        return FORMAT.format(time);
    }

    /** Reads exactly what {@link #format} writes; throws {@link DateTimeException} else. */
    public static Instant parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            throw new DateTimeException("expected a time such as 2026-11-22T10:15:30.123Z");
        }
        Instant time = Instant.parse(text);
        // Java reads 24:00:00 and leap seconds as another second; they have a second spelling then.
        if (!format(time).equals(text)) {
            throw new DateTimeException("a day has the seconds 00:00:00 to 23:59:59");
        }
        return time;
    }

    /**
     * The time without what is finer than a millisecond.
     *
     * @throws IllegalArgumentException outside the years 0000 to 9999, which have no spelling
     */
    public static Instant truncate(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("a time is within the years 0000 to 9999");
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
