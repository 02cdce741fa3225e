package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import java.util.List;

/**
 * Proves to others that a shard has only grown, from the stored tiles and not before the proof was
 * verified here. Its methods wait for the database.
 */
public final class GrowthProofs {

    private static final byte[] NO_EDGE = {};

    private final ShardLogs logs;
    private final KeyRing keys;

    public GrowthProofs(ShardLogs logs, KeyRing keys) {
        this.logs = logs;
        this.keys = keys;
    }

    /**
     * The proof that the tree of the first entries is the beginning of the signed one; empty from 0
     * and where the sizes are equal.
     *
     * @param from at most the signed size
     * @throws TreeFault where the stored tiles are not those of the signed tree
     */
    public List<Hash> path(long from, SignedHead to) throws TreeFault {
        if (from == 0 || from == to.size()) {
            return List.of();
        }
        StoredTree tree = tree(to.shard());
        List<Hash> path = tree.path(from, to.size());
        if (!Consistency.verify(from, to.size(), path, tree.rootAt(from), to.root())) {
            throw new TreeFault(
                    "the stored tree of %d entries is not the beginning of the signed tree of %d"
                            .formatted(from, to.size()));
        }
        return path;
    }

    /**
     * The root of the first entries, of which there are so many or more.
     *
     * @throws TreeFault where a tile is missing
     */
    public Hash rootAt(int shard, long size) throws TreeFault {
        return tree(shard).rootAt(size);
    }

    /**
     * A checkpoint of the empty tree, which every tree has grown from: it asks a witness for what
     * it has seen, before there is anything to show.
     */
    public SignedCheckpoint ofNothing(int shard) {
        return keys.sign(
                shard, new StoredHead(0, TreeHash.emptyRoot(), NO_EDGE), keys.configured(shard));
    }

    private StoredTree tree(int shard) throws TreeFault {
        return new StoredTree(logs.head(shard), tiles -> logs.tiles(shard, tiles));
    }
}
