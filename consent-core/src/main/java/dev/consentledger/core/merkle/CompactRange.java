package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing Merkle tree: all that has to be known of its entries to append more.
 *
 * <p>For a tree of {@code size} entries the edge holds one hash for each one-bit of {@code size}:
 * the roots of the complete subtrees that it falls into, the largest first. Immutable; 64 hashes at
 * most.
 */
public record CompactRange(long size, List<Hash> edge) {

    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    public CompactRange {
        if (size < 0 || edge.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of %d entries does not have an edge of %d hashes"
                            .formatted(size, edge.size()));
        }
        edge = List.copyOf(edge);
    }

    /** The tree with these leaf hashes after the ones that it has. */
    public CompactRange append(List<Hash> leafHashes) {
        ArrayList<Hash> grown = new ArrayList<>(edge);
        long grownSize = size;
        for (Hash leafHash : leafHashes) {
            grown.add(leafHash);
            // Each trailing one-bit of the old size is a complete subtree that now gets its
            // sibling.
            for (long bits = grownSize; (bits & 1) == 1; bits >>>= 1) {
                Hash right = grown.remove(grown.size() - 1);
                Hash left = grown.remove(grown.size() - 1);
                grown.add(TreeHash.node(left, right));
            }
            grownSize++;
        }
        return new CompactRange(grownSize, grown);
    }

    /** The tree's root hash (RFC 6962, section 2.1). */
    public Hash root() {
        if (edge.isEmpty()) {
            return TreeHash.emptyRoot();
        }
        Hash root = edge.get(edge.size() - 1);
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = TreeHash.node(edge.get(i), root);
        }
        return root;
    }
}
