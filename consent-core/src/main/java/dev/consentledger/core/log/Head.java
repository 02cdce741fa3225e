package dev.consentledger.core.log;

import dev.consentledger.core.merkle.CompactRange;

/**
 * Where a shard stands. Index and offset differ: duplicates and control records have an offset and
 * no index.
 *
 * @param nextOffset the first offset of the records topic's partition that was not judged yet
 * @param leaderEpoch of the last record that was judged; -1 while there is none
 * @param tree the Merkle tree's right edge; its size is the next index
 */
public record Head(int epoch, int shard, long nextOffset, int leaderEpoch, CompactRange tree) {

    public static Head empty(int epoch, int shard) {
        return new Head(epoch, shard, 0, -1, CompactRange.EMPTY);
    }

    public long nextIndex() {
        return tree.size();
    }
}
