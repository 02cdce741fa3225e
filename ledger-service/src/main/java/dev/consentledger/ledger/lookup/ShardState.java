package dev.consentledger.ledger.lookup;

import dev.consentledger.core.merkle.Hash;

/**
 * Where a shard stands.
 *
 * @param nextIndex the number of its entries
 * @param nextOffset the first offset of its partition that was not judged yet
 * @param published the number of its entries that the appended topic has for certain
 * @param root of its Merkle tree
 */
public record ShardState(
        int epoch, int shard, long nextIndex, long nextOffset, long published, Hash root) {}
