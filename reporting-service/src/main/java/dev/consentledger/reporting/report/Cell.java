package dev.consentledger.reporting.report;

import java.time.Instant;

/**
 * What counts are kept for.
 *
 * @param report whose counts they are
 * @param category empty where the report counts events and not decisions
 * @param value of the dimension
 * @param bot whether these are the events that carry a bot label
 * @param start the beginning of the quarter hour or day
 */
public record Cell(
        String report,
        String site,
        String category,
        Dimension dimension,
        String value,
        boolean bot,
        Grain grain,
        Instant start) {}
