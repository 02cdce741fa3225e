package dev.consentledger.reporting.reconcile;

import dev.consentledger.core.merkle.Hash;
import java.util.List;

/**
 * What a reconciliation of one shard came to.
 *
 * @param size how many entries were counted, from the first on
 * @param root of the tree of exactly these
 * @param differences how many counts differ
 * @param listed some of them
 */
public record ShardResult(
        int shard, long size, Hash root, long differences, List<Difference> listed) {

    public ShardResult {
        listed = List.copyOf(listed);
    }
}
