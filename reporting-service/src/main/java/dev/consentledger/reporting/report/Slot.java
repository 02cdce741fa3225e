package dev.consentledger.reporting.report;

import java.util.Comparator;

/**
 * What counts are kept for among those of a {@link Block} by one dimension.
 *
 * @param category empty where the report counts events and not decisions
 * @param value of the dimension
 * @param bot whether these are the events that carry a bot label
 */
public record Slot(String category, String value, boolean bot) implements Comparable<Slot> {

    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::category)
                    .thenComparing(Slot::value)
                    .thenComparing(Slot::bot);

    static Slot of(Cell cell) {
        return new Slot(cell.category(), cell.value(), cell.bot());
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
