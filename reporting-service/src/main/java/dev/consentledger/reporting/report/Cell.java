package dev.consentledger.reporting.report;

import java.time.Instant;

/**
 * What counts are kept for.
 *
 * @param report whose counts they are
 * @param category empty where the report counts events and not decisions
 * @param value of the dimension
 * @param bot whether these are the events that carry a bot label
 * @param start the beginning of a quarter hour, or of a day, of UTC
 */
public record Cell(
        String report,
        String site,
        String category,
        Dimension dimension,
        String value,
        boolean bot,
        Grain grain,
        Instant start) {

    /** The cell of the day that this one is a part of. */
    public Cell ofDay() {
        return new Cell(
                report, site, category, dimension, value, bot, Grain.DAY, Grain.DAY.of(start));
    }
}
