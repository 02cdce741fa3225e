/** What reporting-service asks of ledger-service over HTTP. */
package dev.consentledger.reporting.ledger;
