package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consistency proofs: that a tree is the beginning of a later one, so that nothing in it was
 * changed (RFC 6962, section 2.1.2; verified as in RFC 9162, section 2.1.4.2). Pure and
 * thread-safe.
 *
 * <p>Two trees of the same size are consistent when their roots are equal, with an empty proof. Of
 * the empty tree no proof says anything: {@link #path} gives an empty one, as witnesses expect it
 * (C2SP tlog-witness), and {@link #verify} does not accept any.
 */
public final class Consistency {

    private Consistency() {}

    /**
     * The proof that the tree of {@code oldSize} entries is the beginning of that of {@code
     * newSize}; 63 hashes at most.
     *
     * @throws IllegalArgumentException where the old tree is larger
     */
    public static List<Hash> path(long oldSize, long newSize, HashSource source) {
        return LeafRange.hashes(ranges(oldSize, newSize), source);
    }

    /**
     * What {@link #path} will ask its source for.
     *
     * @throws IllegalArgumentException where the old tree is larger
     */
    public static List<Subtree> subtrees(long oldSize, long newSize) {
        return LeafRange.subtrees(ranges(oldSize, newSize));
    }

    /**
     * Whether the proof leads to both roots. Any sizes and any path may be asked for: what is out
     * of bounds is only not verified.
     */
    public static boolean verify(
            long oldSize, long newSize, List<Hash> path, Hash oldRoot, Hash newRoot) {
        if (oldSize <= 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        // A complete old tree is itself a node of the new one, and the proof leaves it out.
        boolean complete = Long.bitCount(oldSize) == 1;
        Hash first = complete ? oldRoot : path.get(0);
        return leadsTo(
                oldSize,
                newSize,
                first,
                path.subList(complete ? 0 : 1, path.size()),
                oldRoot,
                newRoot);
    }

    private static boolean leadsTo(
            long oldSize, long newSize, Hash first, List<Hash> path, Hash oldRoot, Hash newRoot) {
        int shared = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> shared;
        long last = (newSize - 1) >>> shared;
        Hash oldHash = first;
        Hash newHash = first;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = TreeHash.node(sibling, oldHash);
                newHash = TreeHash.node(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newHash = TreeHash.node(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }

    /** PROOF(m, D[n]), from its end. */
    private static List<LeafRange> ranges(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a tree of %d entries is not the beginning of one of %d"
                            .formatted(oldSize, newSize));
        }
        if (oldSize == 0 || oldSize == newSize) {
            return List.of();
        }
        List<LeafRange> fromTheRoot = new ArrayList<>();
        LeafRange node = new LeafRange(0, newSize);
        while (node.end() != oldSize) {
            LeafRange left = new LeafRange(node.start(), node.split());
            LeafRange right = new LeafRange(node.split(), node.end());
            boolean endsLeft = oldSize <= node.split();
            fromTheRoot.add(endsLeft ? right : left);
            node = endsLeft ? left : right;
        }
        if (node.start() > 0) {
            fromTheRoot.add(node);
        }
        Collections.reverse(fromTheRoot);
        return fromTheRoot;
    }
}
