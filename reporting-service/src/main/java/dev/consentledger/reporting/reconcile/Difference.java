package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.Cell;

/**
 * A count that is another one than the entries give.
 *
 * @param inTables what the reports have
 * @param inLedger what was counted in the entries
 */
public record Difference(int shard, Cell cell, String measure, long inTables, long inLedger) {}
