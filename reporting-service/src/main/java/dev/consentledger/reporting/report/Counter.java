package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Term;
import java.time.Instant;
import java.util.Optional;

/** Where one report's counts of one event, or of one turn, go. Not thread-safe. */
public final class Counter {

    private static final Dimension[] ALL_ALONE = {Dimension.ALL};
    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final Tally tally;
    private final Report report;
    private final String site;
    private final boolean bot;
    private final Instant at;
    private final Dimension[] dimensions;
    private final String[] values;

    /** Looked up with the first count: few reports count every event. */
    private Optional<BlockSums> sums = Optional.empty();

    private Counter(
            Tally tally,
            Report report,
            String site,
            boolean bot,
            Instant at,
            Dimension[] dimensions,
            String[] values) {
        this.tally = tally;
        this.report = report;
        this.site = site;
        this.bot = bot;
        this.at = at;
        this.dimensions = dimensions;
        this.values = values;
    }

    /** For an event: it counts in every dimension. */
    static Counter of(Tally tally, Report report, ConsentEntry event, String[] values) {
        return new Counter(
                tally,
                report,
                event.site(),
                event.bot().isPresent(),
                event.effectiveAt(),
                DIMENSIONS,
                values);
    }

    /** For a turn: it has no breakdown, because it belongs to two events. */
    static Counter of(Tally tally, Report report, Turn turn) {
        Choice choice = turn.choice();
        return new Counter(
                tally,
                report,
                turn.site(),
                choice.bot(),
                choice.effectiveAt(),
                ALL_ALONE,
                new String[] {""});
    }

    /** The values of an event, by dimension. */
    static String[] valuesOf(ConsentEntry event) {
        String[] values = new String[DIMENSIONS.length];
        for (Dimension dimension : DIMENSIONS) {
            values[dimension.ordinal()] = dimension.of(event);
        }
        return values;
    }

    /** Counts the event itself. */
    void add(Enum<? extends Term> measure) {
        add(measure.ordinal());
    }

    /** Counts the event itself under the measure with this place in the report's list. */
    void add(int measure) {
        for (int i = 0; i < dimensions.length; i++) {
            add("", dimensions[i], values[i], measure, 1);
        }
    }

    /** Counts one of the event's decisions. */
    void add(String category, CategoryDecision decision, Enum<? extends Term> measure) {
        for (int i = 0; i < dimensions.length; i++) {
            add(
                    category,
                    dimensions[i],
                    dimensions[i].of(decision, values[i]),
                    measure.ordinal(),
                    1);
        }
    }

    /**
     * Counts something of a category without a breakdown.
     *
     * @param by negative where it turns out not to be so
     */
    void add(String category, Enum<? extends Term> measure, long by) {
        add(category, measure.ordinal(), by);
    }

    /** Likewise, by the measure's place. */
    void add(String category, int measure, long by) {
        add(category, Dimension.ALL, "", measure, by);
    }

    private void add(String category, Dimension dimension, String value, int measure, long by) {
        if (sums.isEmpty()) {
            sums = Optional.of(tally.of(block()));
        }
        Slot slot = new Slot(category, value, bot);
        sums.get().add(dimension, slot, report.measures().size(), measure, by);
    }

    private Block block() {
        return new Block(site, report.name(), Grain.QUARTER, QuarterHour.of(at));
    }
}
