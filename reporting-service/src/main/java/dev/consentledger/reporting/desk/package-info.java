/**
 * What a data protection officer does: cases, and the look-ups and orders that belong to them.
 * Every one is recorded in the ledger before it is answered. Knows neither HTTP nor SQL nor Kafka;
 * {@link dev.consentledger.reporting.desk.Cases}, {@link
 * dev.consentledger.reporting.desk.PersonIndex}, {@link
 * dev.consentledger.reporting.desk.OrderIndex}, {@link
 * dev.consentledger.reporting.desk.LedgerRecords} and {@link
 * dev.consentledger.reporting.desk.AccessLog} are its ports.
 */
package dev.consentledger.reporting.desk;
