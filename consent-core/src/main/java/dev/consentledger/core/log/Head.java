package dev.consentledger.core.log;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.TileEdge;

/**
 * Where a shard stands. Index and offset differ: duplicates and control records have an offset and
 * no index.
 *
 * @param nextOffset the first offset of the records topic's partition that was not judged yet
 * @param leaderEpoch of the last record that was judged; -1 while there is none
 * @param edge the right edge of the Merkle tree; its size is the next index
 */
public record Head(int epoch, int shard, long nextOffset, int leaderEpoch, TileEdge edge) {

    public static Head empty(int epoch, int shard) {
        return new Head(epoch, shard, 0, -1, TileEdge.EMPTY);
    }

    public long nextIndex() {
        return edge.size();
    }

    /** The Merkle tree's root hash. */
    public Hash root() {
        return edge.range().root();
    }
}
