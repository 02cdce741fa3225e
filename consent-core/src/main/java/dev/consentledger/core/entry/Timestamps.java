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

    private Timestamps() {}

    public static String format(Instant time) {
        return FORMAT.format(time);
    }

    /** Reads exactly what {@link #format} writes; throws {@link DateTimeException} else. */
    public static Instant parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            throw new DateTimeException("expected a time such as 2026-11-22T10:15:30.123Z");
        }
        return Instant.parse(text);
    }

    /** The time without what is finer than a millisecond. */
    public static Instant truncate(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
