package dev.consentledger.reporting.report;

import java.time.Instant;

/**
 * Counts of one interval.
 *
 * @param start of the hour or day in the site's time zone, which the period may begin within; the
 *     period's own where it stays whole
 * @param category empty where the report counts events
 * @param value of the dimension
 * @param bot whether these are the events that carry a bot label
 */
public record CountRow(Instant start, String category, String value, boolean bot, Counts counts) {}
