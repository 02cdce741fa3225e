/**
 * The proof of consent: one value with all that is known about one consent, the checks that are
 * made on it, and every format that it is written in. Pure; knows nothing of HTTP, Kafka and SQL.
 */
package dev.consentledger.reporting.proof;
