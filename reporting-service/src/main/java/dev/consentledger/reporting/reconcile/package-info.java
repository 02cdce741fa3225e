/**
 * Counts the ledger's entries once more and compares: a figure that cannot be recomputed from the
 * entries is wrong, and nobody should have to believe the one who keeps it.
 */
package dev.consentledger.reporting.reconcile;
