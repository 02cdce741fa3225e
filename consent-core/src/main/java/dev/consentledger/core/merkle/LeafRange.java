package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The leaves of one node of a tree, complete or at its right edge: from {@code start} up to but
 * without {@code end}.
 */
record LeafRange(long start, long end) {

    LeafRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "no node has the leaves %d to %d".formatted(start, end));
        }
        if ((start & (Long.highestOneBit(end - start) - 1)) != 0) {
            throw new IllegalArgumentException("no node begins at leaf " + start);
        }
    }

    /**
     * Where the node's right half begins: at the largest power of two that is smaller than its
     * number of leaves (RFC 6962, section 2.1).
     */
    long split() {
        return start + Long.highestOneBit(end - start - 1);
    }

    /** The complete subtrees that it consists of, from left to right; the largest comes first. */
    List<Subtree> subtrees() {
        List<Subtree> subtrees = new ArrayList<>();
        long at = start;
        for (long left = end - start; left > 0; left -= Long.highestOneBit(left)) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(left));
            subtrees.add(new Subtree(level, at >>> level));
            at += 1L << level;
        }
        return subtrees;
    }

    /** The complete subtrees of all these ranges, one after the other. */
    static List<Subtree> subtrees(List<LeafRange> ranges) {
        return ranges.stream().flatMap(range -> range.subtrees().stream()).toList();
    }

    /** The hash of each range, with one look-up for all. */
    static List<Hash> hashes(List<LeafRange> ranges, HashSource source) {
        List<Subtree> subtrees = subtrees(ranges);
        if (subtrees.isEmpty()) {
            return List.of();
        }
        List<Hash> found = source.hashes(subtrees);
        if (found.size() != subtrees.size()) {
            throw new IllegalStateException(
                    "asked for %d hashes, got %d".formatted(subtrees.size(), found.size()));
        }
        List<Hash> hashes = new ArrayList<>();
        int at = 0;
        for (LeafRange range : ranges) {
            int count = Long.bitCount(range.end - range.start);
            hashes.add(joined(found.subList(at, at + count)));
            at += count;
        }
        return List.copyOf(hashes);
    }

    private static Hash joined(List<Hash> subtrees) {
        Hash hash = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(subtrees.get(i), hash);
        }
        return hash;
    }
}
