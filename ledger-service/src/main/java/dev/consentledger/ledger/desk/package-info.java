/** What reporting-service is told of entries for its desk: they themselves, and their evidence. */
package dev.consentledger.ledger.desk;
