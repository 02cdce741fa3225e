package dev.consentledger.reporting.report;

/**
 * What counts are kept for among those of a {@link Block} by one dimension.
 *
 * @param category empty where the report counts events and not decisions
 * @param value of the dimension
 * @param bot whether these are the events that carry a bot label
 */
public record Slot(String category, String value, boolean bot) implements Comparable<Slot> {

    /** By hand: each count that is kept is compared some ten times. */
    @Override
    public int compareTo(Slot other) {
        int byCategory = category.compareTo(other.category);
        if (byCategory != 0) {
            return byCategory;
        }
        int byValue = value.compareTo(other.value);
        return byValue != 0 ? byValue : Boolean.compare(bot, other.bot);
    }
}
