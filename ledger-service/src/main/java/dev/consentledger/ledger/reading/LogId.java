package dev.consentledger.ledger.reading;

/** Which log: one shard of one epoch. */
public record LogId(int epoch, int shard) {}
