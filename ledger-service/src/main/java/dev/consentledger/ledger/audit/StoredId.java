package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.EntryId;

/** Where an id is said to stand. */
public record StoredId(EntryId id, long index) {}
