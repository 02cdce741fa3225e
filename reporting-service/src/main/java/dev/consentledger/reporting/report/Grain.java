package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Term;
import java.time.Instant;
import java.util.Locale;

/** The spans that counts are kept for, both in UTC: the day is the sum of its quarter hours. */
public enum Grain implements Term {
    QUARTER(QuarterHour.SECONDS),
    DAY(24 * 60 * 60);

    private final String term = name().toLowerCase(Locale.ROOT);
    private final int seconds;

    Grain(int seconds) {
        this.seconds = seconds;
    }

    @Override
    public String term() {
        return term;
    }

    /** The beginning of the span that the time is in. */
    public Instant of(Instant time) {
        return Instant.ofEpochSecond(
                time.getEpochSecond() - Math.floorMod(time.getEpochSecond(), seconds));
    }

    /** The first beginning of a span that is not before the time. */
    public Instant notBefore(Instant time) {
        Instant start = of(time);
        return start.equals(time) ? start : start.plusSeconds(seconds);
    }
}
