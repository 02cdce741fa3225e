package dev.consentledger.core.merkle;

/**
 * A complete subtree of a Merkle tree: the 2<sup>level</sup> leaves from {@code index} times
 * 2<sup>level</sup> on. Its hash never changes once the tree has grown over it.
 *
 * @param level 0 for a leaf, 62 at most
 * @param index counted from 0 at its level
 */
public record Subtree(int level, long index) {

    /** A tree has fewer than 2<sup>63</sup> leaves. */
    public static final int LEVEL_MAX = 62;

    public Subtree {
        if (level < 0 || level > LEVEL_MAX) {
            throw new IllegalArgumentException("no tree has subtrees at level " + level);
        }
        if (index < 0 || index >= Long.MAX_VALUE >>> level) {
            throw new IllegalArgumentException(
                    "no tree has a subtree %d at level %d".formatted(index, level));
        }
    }

    /** The index of its first leaf. */
    public long start() {
        return index << level;
    }

    /** One more than the index of its last leaf. */
    public long end() {
        return (index + 1) << level;
    }
}
