/** Verifies in the background, over and over, everything that the ledger has stored. */
package dev.consentledger.ledger.audit;
