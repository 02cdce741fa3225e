package dev.consentledger.core.merkle;

import java.util.List;

/** Where the hashes of a tree's complete subtrees are looked up. */
@FunctionalInterface
public interface HashSource {

    /**
     * The hashes of these subtrees, in the same order. Called once for all that a proof needs, so
     * that they can be read together.
     *
     * @throws RuntimeException of the source's own choice where a hash cannot be had
     */
    List<Hash> hashes(List<Subtree> subtrees);
}
