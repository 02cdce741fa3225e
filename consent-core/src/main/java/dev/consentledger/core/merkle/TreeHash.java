package dev.consentledger.core.merkle;

import java.util.List;

/** The hashes that a Merkle tree is made of (RFC 6962, section 2.1). Pure. */
public final class TreeHash {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private TreeHash() {}

    /** The root of the tree without entries: the hash of no bytes. */
    public static Hash emptyRoot() {
        return Hash.sha256();
    }

    /** SHA-256(0x00 || entry). */
    public static Hash leaf(byte[] entry) {
        return Hash.sha256(LEAF, entry);
    }

    /** SHA-256(0x01 || left || right). */
    public static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE, left.toBytes(), right.toBytes());
    }

    /**
     * The root of the tree of the first {@code size} entries, looked up as the hashes of at most 63
     * complete subtrees.
     *
     * @throws IllegalArgumentException where the size is negative
     */
    public static Hash root(long size, HashSource source) {
        if (size == 0) {
            return emptyRoot();
        }
        return LeafRange.hashes(List.of(new LeafRange(0, size)), source).get(0);
    }

    /** What {@link #root} will ask its source for. */
    public static List<Subtree> subtrees(long size) {
        return size == 0 ? List.of() : new LeafRange(0, size).subtrees();
    }
}
