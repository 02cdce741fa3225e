/**
 * Goes through a whole log and makes its tree again: what the offline verifier does over HTTP, and
 * a ledger in its own tables.
 */
package dev.consentledger.core.audit;
