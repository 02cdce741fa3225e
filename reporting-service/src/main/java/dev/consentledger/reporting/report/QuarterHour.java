package dev.consentledger.reporting.report;

import java.time.Instant;

/** The grain in which figures are kept: quarter hours of UTC, each named by its beginning. */
public final class QuarterHour {

    /** Every time zone's offset that is in use is a multiple of this. */
    public static final int SECONDS = 15 * 60;

    private QuarterHour() {}

    /** The beginning of the quarter hour that the time is in. */
    public static Instant of(Instant time) {
        return Instant.ofEpochSecond(
                time.getEpochSecond() - Math.floorMod(time.getEpochSecond(), SECONDS));
    }

    public static boolean isBeginning(Instant time) {
        return of(time).equals(time);
    }
}
