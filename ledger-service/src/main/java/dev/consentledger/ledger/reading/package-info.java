/** What others read of a log: what its checkpoints cover. Knows neither HTTP nor SQL. */
package dev.consentledger.ledger.reading;
