/** Signed checkpoints: when a tree is signed, what is proved before, and what was said outside. */
package dev.consentledger.ledger.checkpoint;
