package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Inclusion proofs: that an entry is in a tree (RFC 6962, section 2.1.1; verified as in RFC 9162,
 * section 2.1.3.2). A proof is the hashes of the siblings on the way from the leaf to the root, the
 * leaf's own sibling first; 63 at most. Pure and thread-safe.
 *
 * <p>The proof binds an index to a root for a given size. That this is the size of the tree with
 * this root, only the signed checkpoint says: take both from there, never from beside the proof.
 */
public final class Inclusion {

    private Inclusion() {}

    /**
     * The proof that the tree of {@code size} entries has the leaf at {@code index}.
     *
     * @throws IllegalArgumentException where the tree has no such leaf
     */
    public static List<Hash> path(long index, long size, HashSource source) {
        return LeafRange.hashes(ranges(index, size), source);
    }

    /**
     * What {@link #path} will ask its source for.
     *
     * @throws IllegalArgumentException where the tree has no such leaf
     */
    public static List<Subtree> subtrees(long index, long size) {
        return LeafRange.subtrees(ranges(index, size));
    }

    /**
     * Whether the path leads from this leaf hash at this index to this root. Any numbers and any
     * path may be asked for: what is out of bounds is only not verified.
     */
    public static boolean verify(long index, long size, Hash leafHash, List<Hash> path, Hash root) {
        return root(index, size, leafHash, path).filter(root::equals).isPresent();
    }

    /**
     * The root that the path leads to; absent where no tree of this size has a proof of this length
     * for this index.
     */
    public static Optional<Hash> root(long index, long size, Hash leafHash, List<Hash> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long node = index;
        long last = size - 1;
        Hash hash = leafHash;
        for (Hash sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.node(sibling, hash);
                // At the right edge a node without sibling stands for its parent, too.
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }

    /** PATH(m, D[n]), from its end. */
    private static List<LeafRange> ranges(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "a tree of %d entries has none at %d".formatted(size, index));
        }
        List<LeafRange> fromTheRoot = new ArrayList<>();
        LeafRange node = new LeafRange(0, size);
        while (node.end() - node.start() > 1) {
            LeafRange left = new LeafRange(node.start(), node.split());
            LeafRange right = new LeafRange(node.split(), node.end());
            boolean isLeft = index < node.split();
            fromTheRoot.add(isLeft ? right : left);
            node = isLeft ? left : right;
        }
        Collections.reverse(fromTheRoot);
        return fromTheRoot;
    }
}
