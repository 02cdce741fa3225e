package dev.consentledger.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class InclusionTest {

    private static final int SIZE_MAX = Extent.size(90);
    private static final RandomTree TREE = new RandomTree(SIZE_MAX, 1);

    @Test
    void everyIndexOfEverySizeHasTheProofOfTheDefinition() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            Hash root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = Inclusion.path(index, size, TREE);

                assertThat(path)
                        .as("PATH(%d, D[%d])", index, size)
                        .isEqualTo(SlowProofs.path(index, TREE.entries(size)));
                assertThat(Inclusion.verify(index, size, TREE.leafHash(index), path, root))
                        .as("%d in %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void aProofHoldsForNoOtherIndexOfItsTree() {
        int sizeMax = Math.min(SIZE_MAX, 100);
        for (int size = 1; size <= sizeMax; size++) {
            Hash root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = SlowProofs.path(index, TREE.entries(size));
                for (int other = -1; other <= size; other++) {
                    assertThat(Inclusion.verify(other, size, TREE.leafHash(index), path, root))
                            .as("%d in %d, by the proof for %d", other, size, index)
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void acceptsWhatTheDefinitionAccepts(
            @ForAll @IntRange(min = -2, max = 40) int index,
            @ForAll @IntRange(min = -1, max = 40) int size,
            @ForAll @IntRange(min = 0, max = 8) int length,
            @ForAll long seed) {
        List<Hash> path = randomHashes(length, seed);
        Hash leaf = Hash.sha256(new byte[] {1});

        assertThat(Inclusion.root(index, size, leaf, path))
                .isEqualTo(SlowProofs.root(index, size, leaf, path));
    }

    @Property
    void acceptsWhatTheDefinitionAcceptsOfTheLargestTrees(
            @ForAll @LongRange(min = 0) long index,
            @ForAll @LongRange(min = 1) long size,
            @ForAll @IntRange(min = -1, max = 1) int longer) {
        int length = lengthOf(index % size, size);
        List<Hash> path = randomHashes(Math.max(0, length + longer), size);
        Hash leaf = Hash.sha256(new byte[] {1});

        Optional<Hash> root = Inclusion.root(index % size, size, leaf, path);

        assertThat(root).isEqualTo(SlowProofs.root(index % size, size, leaf, path));
        assertThat(root.isPresent()).isEqualTo(path.size() == length);
    }

    @Property
    void aChangedPathLeadsElsewhere(
            @ForAll @IntRange(min = 1, max = 90) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int index = random.nextInt(size);
        Hash root = TREE.root(size);
        List<Hash> path = Inclusion.path(index, size, TREE);
        Hash leaf = TREE.leafHash(index);

        for (List<Hash> changed : changes(path, random)) {
            assertThat(Inclusion.verify(index, size, leaf, changed, root)).isFalse();
        }
        assertThat(Inclusion.verify(index, size, flipped(leaf, random), path, root)).isFalse();
        assertThat(Inclusion.verify(index, size, leaf, path, flipped(root, random))).isFalse();
    }

    @Test
    void allHashesOfAProofAreLookedUpTogether() {
        RandomTree tree = new RandomTree(77, 1);

        Inclusion.path(13, 77, tree);

        assertThat(tree.lookUps()).isEqualTo(1);
        assertThat(Inclusion.path(0, 1, tree)).isEmpty();
        assertThat(tree.lookUps()).as("nothing to look up").isEqualTo(1);
    }

    @Test
    void sizesBeyond32BitsKeepAllTheirBits() {
        Hash leaf = TREE.leafHash(0);
        long size = (1L << 62) + 1;
        List<Hash> path = randomHashes(1, 1);
        Hash root = TreeHash.node(path.get(0), leaf);

        assertThat(Inclusion.verify(size - 1, size, leaf, path, root)).isTrue();
        assertThat(Inclusion.verify((size - 1) & 0xffffffffL, size, leaf, path, root)).isFalse();
        assertThat(Inclusion.subtrees(size - 1, size)).containsExactly(new Subtree(62, 0));
        assertThat(Inclusion.subtrees(0, Long.MAX_VALUE)).hasSize(62 + 62);
    }

    @Test
    void anIndexOutsideTheTreeHasNoProof() {
        for (long index : new long[] {-1, 5, 6, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Inclusion.path(index, 5, TREE));
            assertThat(Inclusion.root(index, 5, TREE.leafHash(0), List.of())).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Inclusion.path(0, 0, TREE));
        assertThatIllegalArgumentException().isThrownBy(() -> Inclusion.path(0, -1, TREE));
        assertThat(Inclusion.verify(0, 0, TREE.leafHash(0), List.of(), TreeHash.emptyRoot()))
                .isFalse();
    }

    static int lengthOf(long index, long size) {
        int length = 0;
        for (long start = 0, end = size; end - start > 1; length++) {
            long split = start + Long.highestOneBit(end - start - 1);
            if (index < split) {
                end = split;
            } else {
                start = split;
            }
        }
        return length;
    }

    /** Everything that goes wrong with a list of hashes. */
    static List<List<Hash>> changes(List<Hash> path, SplittableRandom random) {
        List<List<Hash>> changes = new ArrayList<>();
        for (int i = 0; i <= path.size(); i++) {
            List<Hash> longer = new ArrayList<>(path);
            longer.add(i, randomHashes(1, random.nextLong()).get(0));
            changes.add(longer);
        }
        for (int i = 0; i < path.size(); i++) {
            List<Hash> flipped = new ArrayList<>(path);
            flipped.set(i, flipped(path.get(i), random));
            changes.add(flipped);
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            changes.add(shorter);
            List<Hash> twice = new ArrayList<>(path);
            twice.add(i, path.get(i));
            changes.add(twice);
            if (i > 0) {
                List<Hash> swapped = new ArrayList<>(path);
                swapped.set(i, path.get(i - 1));
                swapped.set(i - 1, path.get(i));
                changes.add(swapped);
            }
        }
        return changes;
    }

    static Hash flipped(Hash hash, SplittableRandom random) {
        byte[] bytes = hash.toBytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }

    static List<Hash> randomHashes(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[Hash.LENGTH];
            random.nextBytes(bytes);
            hashes.add(Hash.of(bytes));
        }
        return hashes;
    }
}
