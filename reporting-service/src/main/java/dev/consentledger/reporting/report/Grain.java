package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** The spans that counts are kept for: a day is the sum of its quarter hours. */
public enum Grain implements Term {
    /** Of UTC. */
    QUARTER,
    /** Of the site's time zone ({@link DayZones}). */
    DAY;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
