/**
 * The end of retention: which evidence has been kept for as long as the site's settings say, and
 * the orders to the ledger to delete it.
 */
package dev.consentledger.reporting.retention;
