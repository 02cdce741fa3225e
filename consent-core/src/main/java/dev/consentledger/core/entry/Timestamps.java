package dev.consentledger.core.entry;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The one spelling of a time in entries: RFC 3339, UTC, milliseconds, years 0000 to 9999. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Every digit is a 0 here; the rest stands as it is. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int YEAR_MAX = 9_999;

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    /** By hand, since a ledger reads and writes millions of them; as {@link #FORMAT} would. */
    public static String format(Instant time) {
        LocalDateTime utc =
                LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > YEAR_MAX) {
            return FORMAT.format(time);
        }
        byte[] text = FORM.getBytes(StandardCharsets.ISO_8859_1);
        write(text, 0, 4, utc.getYear());
        write(text, 5, 2, utc.getMonthValue());
        write(text, 8, 2, utc.getDayOfMonth());
        write(text, 11, 2, utc.getHour());
        write(text, 14, 2, utc.getMinute());
        write(text, 17, 2, utc.getSecond());
        write(text, 20, 3, utc.getNano() / NANOS_PER_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Reads exactly what {@link #format} writes; throws {@link DateTimeException} else. */
    public static Instant parse(String text) {
        if (!hasForm(text)) {
            throw new DateTimeException("expected a time such as 2026-11-22T10:15:30.123Z");
        }
        // Refuses days that no month has, 24:00:00 and leap seconds: they would have two spellings.
        return LocalDateTime.of(
                        read(text, 0, 4),
                        read(text, 5, 2),
                        read(text, 8, 2),
                        read(text, 11, 2),
                        read(text, 14, 2),
                        read(text, 17, 2),
                        read(text, 20, 3) * NANOS_PER_MILLI)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char form = FORM.charAt(at);
            char c = text.charAt(at);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int read(String text, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }

    private static void write(byte[] text, int from, int digits, int number) {
        int rest = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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
