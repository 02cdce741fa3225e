package dev.consentledger.core.policy;

import dev.consentledger.core.entry.PartName;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * For how long the parts of a consent's evidence are kept after the consent has ended, in calendar
 * days of UTC. The subject is never the first to go: what is left is found by it.
 *
 * @param observed not longer than {@code context}
 * @param context not longer than {@code subject}
 */
public record Retention(Period observed, Period context, Period subject) {

    private static final double DAYS_A_MONTH = 365.2425 / 12;

    public Retention {
        require(days(observed) > 0, "a period of retention is longer than nothing");
        require(
                days(observed) <= days(context) && days(context) <= days(subject),
                "what is observed is kept no longer than the context, and the context no longer than"
                        + " the subject");
    }

    /** The same for all parts. */
    public static Retention of(Period all) {
        return new Retention(all, all, all);
    }

    /** When a part's time is over; of a later part never before that of an earlier one. */
    public Instant dueAt(PartName part, Instant ended) {
        return switch (part) {
            case OBSERVED -> plus(ended, observed);
            case CONTEXT -> later(dueAt(PartName.OBSERVED, ended), plus(ended, context));
            case SUBJECT -> later(dueAt(PartName.CONTEXT, ended), plus(ended, subject));
        };
    }

    /** Before this, a consent has to have ended for any part of it to be due. */
    public Instant cutoff(Instant asOf) {
        return asOf.atOffset(ZoneOffset.UTC)
                .minus(observed)
                // A month back from the 31st and forth again may be days apart.
                .plusDays(4)
                .toInstant();
    }

    /** For a comparison alone: how long a month is depends on which one it is. */
    private static double days(Period period) {
        return period.toTotalMonths() * DAYS_A_MONTH + period.getDays();
    }

    private static Instant plus(Instant time, Period period) {
        return time.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
