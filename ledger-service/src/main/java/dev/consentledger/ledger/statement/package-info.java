/** Operators' statements: which there are, which count, and how one is handed in. */
package dev.consentledger.ledger.statement;
