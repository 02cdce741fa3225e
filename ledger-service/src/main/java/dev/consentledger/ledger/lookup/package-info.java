/** What became of an event. Knows neither Kafka nor SQL. */
package dev.consentledger.ledger.lookup;
