/**
 * Tombstones outside the database, so that a restored backup brings back nothing that was erased.
 */
package dev.consentledger.ledger.erasure;
