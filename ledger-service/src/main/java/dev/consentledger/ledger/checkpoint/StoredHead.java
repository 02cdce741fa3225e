package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.merkle.Hash;

/**
 * What the ledger says of a shard's tree, not yet believed.
 *
 * @param size in entries
 * @param root that the append wrote down
 * @param edge the partial tiles at its right, as they are stored
 */
public record StoredHead(long size, Hash root, byte[] edge) {}
