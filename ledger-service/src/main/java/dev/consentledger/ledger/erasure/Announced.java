package dev.consentledger.ledger.erasure;

import dev.consentledger.core.log.Tombstone;

/** A tombstone that stands on the control topic. */
public record Announced(int shard, Tombstone tombstone) {}
