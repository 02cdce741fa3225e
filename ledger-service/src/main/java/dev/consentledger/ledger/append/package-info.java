/** From records to the ledger, and which shards can go on. Knows neither Kafka nor SQL. */
package dev.consentledger.ledger.append;
