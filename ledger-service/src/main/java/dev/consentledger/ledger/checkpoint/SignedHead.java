package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.merkle.Hash;
import java.time.Instant;

/**
 * The last checkpoint of a shard that was signed.
 *
 * @param size of the tree, in entries
 * @param root of the tree
 * @param note the signed note
 * @param signedAt when, by the clock of the instance that signed it
 */
public record SignedHead(int shard, long size, Hash root, byte[] note, Instant signedAt) {}
