/**
 * Makes all figures, and what is known of persons, anew from the ledger's entries, while the old
 * ones answer.
 */
package dev.consentledger.reporting.rebuild;
