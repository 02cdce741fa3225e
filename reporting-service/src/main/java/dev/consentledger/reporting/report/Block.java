package dev.consentledger.reporting.report;

import java.time.Instant;

/**
 * What counts are kept together for: all of one report of a site in one span of time.
 *
 * @param start the beginning of the quarter hour or day
 */
public record Block(String site, String report, Grain grain, Instant start) {

    Cell cell(Dimension dimension, Slot slot) {
        return new Cell(
                report, site, slot.category(), dimension, slot.value(), slot.bot(), grain, start);
    }
}
