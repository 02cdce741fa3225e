package dev.consentledger.reporting.report;

/** What subjects are counted by, as they stand now: their latest choice in a category. */
public record StandingCell(String site, String category, Standing standing, Choice.Under under) {}
