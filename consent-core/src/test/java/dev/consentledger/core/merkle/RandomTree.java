package dev.consentledger.core.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A tree of random entries in memory, with the hash of every complete subtree. */
public final class RandomTree implements HashSource {

    private final List<byte[]> entries;
    private final List<Hash> leafHashes;
    private final Map<Subtree, Hash> known = new HashMap<>();
    private int lookUps;

    public RandomTree(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        entries =
                IntStream.range(0, size)
                        .mapToObj(
                                i -> {
                                    byte[] entry = new byte[random.nextInt(40)];
                                    random.nextBytes(entry);
                                    return entry;
                                })
                        .toList();
        leafHashes = entries.stream().map(TreeHash::leaf).toList();
    }

    public List<byte[]> entries(int size) {
        return entries.subList(0, size);
    }

    public List<Hash> leafHashes() {
        return leafHashes;
    }

    public Hash leafHash(int index) {
        return leafHashes.get(index);
    }

    public Hash root(int size) {
        return CompactRange.EMPTY.append(leafHashes.subList(0, size)).root();
    }

    public int lookUps() {
        return lookUps;
    }

    @Override
    public List<Hash> hashes(List<Subtree> subtrees) {
        lookUps++;
        List<Hash> hashes = new ArrayList<>();
        subtrees.forEach(subtree -> hashes.add(hash(subtree)));
        return hashes;
    }

    private Hash hash(Subtree subtree) {
        if (subtree.level() == 0) {
            return leafHashes.get((int) subtree.index());
        }
        Hash there = known.get(subtree);
        if (there != null) {
            return there;
        }
        int below = subtree.level() - 1;
        Hash made =
                TreeHash.node(
                        hash(new Subtree(below, 2 * subtree.index())),
                        hash(new Subtree(below, 2 * subtree.index() + 1)));
        known.put(subtree, made);
        return made;
    }
}
