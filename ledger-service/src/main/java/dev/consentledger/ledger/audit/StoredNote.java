package dev.consentledger.ledger.audit;

/**
 * A checkpoint as it is kept.
 *
 * @param size under which it is kept, in entries
 */
public record StoredNote(long size, byte[] note) {}
