package dev.consentledger.reporting.report;

import java.time.Instant;

/**
 * What figures are kept for.
 *
 * @param quarter the beginning of a quarter hour of UTC
 */
public record Cell(String site, String category, Instant quarter) {}
