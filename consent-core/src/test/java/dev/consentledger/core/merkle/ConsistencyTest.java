package dev.consentledger.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ConsistencyTest {

    private static final int SIZE_MAX = Extent.size(90);
    private static final RandomTree TREE = new RandomTree(SIZE_MAX, 2);

    @Test
    void everyPairOfSizesHasTheProofOfTheDefinition() {
        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= SIZE_MAX; size++) {
            roots.add(TREE.root(size));
        }
        for (int newSize = 1; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                List<Hash> path = Consistency.path(oldSize, newSize, TREE);

                assertThat(path)
                        .as("PROOF(%d, D[%d])", oldSize, newSize)
                        .isEqualTo(SlowProofs.proof(oldSize, TREE.entries(newSize)));
                assertThat(verify(oldSize, newSize, path, roots))
                        .as("from %d to %d", oldSize, newSize)
                        .isTrue();
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void acceptsWhatTheDefinitionAccepts(
            @ForAll @IntRange(min = -1, max = 40) int oldSize,
            @ForAll @IntRange(min = -1, max = 40) int newSize,
            @ForAll @IntRange(min = 1, max = 40) int proofOldSize,
            @ForAll @IntRange(min = 1, max = 40) int proofNewSize) {
        int small = Math.min(proofOldSize, proofNewSize);
        int large = Math.max(proofOldSize, proofNewSize);
        List<Hash> path = SlowProofs.proof(small, TREE.entries(large));
        Hash oldRoot = TREE.root(small);
        Hash newRoot = TREE.root(large);

        assertThat(Consistency.verify(oldSize, newSize, path, oldRoot, newRoot))
                .isEqualTo(SlowProofs.consistent(oldSize, newSize, path, oldRoot, newRoot));
    }

    @Property
    void aForgedProofOfTheLargestTreesIsAcceptedOnlyWhereItsSizesFit(
            @ForAll @LongRange(min = 1) long oldSize,
            @ForAll @LongRange(min = 1) long newSize,
            @ForAll @IntRange(min = 0, max = 70) int length) {
        List<Hash> path = InclusionTest.randomHashes(length, oldSize);
        Hash root = Hash.sha256(new byte[0]);

        assertThat(Consistency.verify(oldSize, newSize, path, root, root))
                .isEqualTo(SlowProofs.consistent(oldSize, newSize, path, root, root));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aChangedProofIsNotAccepted(
            @ForAll @IntRange(min = 1, max = 90) int one,
            @ForAll @IntRange(min = 1, max = 90) int other,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);
        Hash oldRoot = TREE.root(oldSize);
        Hash newRoot = TREE.root(newSize);
        List<Hash> path = Consistency.path(oldSize, newSize, TREE);

        for (List<Hash> changed : InclusionTest.changes(path, random)) {
            assertThat(Consistency.verify(oldSize, newSize, changed, oldRoot, newRoot)).isFalse();
        }
        Hash wrongOld = InclusionTest.flipped(oldRoot, random);
        Hash wrongNew = InclusionTest.flipped(newRoot, random);
        assertThat(Consistency.verify(oldSize, newSize, path, wrongOld, newRoot)).isFalse();
        assertThat(Consistency.verify(oldSize, newSize, path, oldRoot, wrongNew)).isFalse();
    }

    /** Whoever may choose the roots, too, could else hang both trees below another node. */
    @Test
    void aProofDoesNotGoOnAboveTheRoot() {
        Hash more = Hash.sha256(new byte[] {1});
        for (int newSize = 2; newSize <= 20; newSize++) {
            for (int oldSize = 1; oldSize < newSize; oldSize++) {
                List<Hash> longer = new ArrayList<>(Consistency.path(oldSize, newSize, TREE));
                longer.add(more);
                Hash oldRoot = TREE.root(oldSize);
                Hash newRoot = TREE.root(newSize);
                Hash oldAbove = TreeHash.node(more, oldRoot);
                Hash newAbove = TreeHash.node(more, newRoot);

                assertThat(Consistency.verify(oldSize, newSize, longer, oldAbove, newAbove))
                        .as("from %d to %d", oldSize, newSize)
                        .isFalse();
                assertThat(Consistency.verify(oldSize, newSize, longer, oldRoot, newAbove))
                        .isFalse();
            }
        }
    }

    @Test
    void treesThatDifferInOneEntryAreNotConsistent() {
        RandomTree rewritten = new RandomTree(SIZE_MAX, 3);
        for (int oldSize = 1; oldSize < SIZE_MAX; oldSize++) {
            List<Hash> path = Consistency.path(oldSize, SIZE_MAX, rewritten);

            assertThat(
                            Consistency.verify(
                                    oldSize,
                                    SIZE_MAX,
                                    path,
                                    TREE.root(oldSize),
                                    rewritten.root(SIZE_MAX)))
                    .isFalse();
        }
    }

    @Test
    void theEmptyTreeHasAnEmptyProofThatSaysNothing() {
        Hash empty = TreeHash.emptyRoot();

        assertThat(Consistency.path(0, 0, TREE)).isEmpty();
        assertThat(Consistency.path(0, 7, TREE)).isEmpty();
        assertThat(Consistency.verify(0, 0, List.of(), empty, empty)).isFalse();
        assertThat(Consistency.verify(0, 7, List.of(), empty, TREE.root(7))).isFalse();
    }

    @Test
    void aSmallerTreeIsNoSuccessor() {
        assertThatIllegalArgumentException().isThrownBy(() -> Consistency.path(8, 7, TREE));
        assertThatIllegalArgumentException().isThrownBy(() -> Consistency.path(-1, 7, TREE));
        assertThat(Consistency.verify(8, 7, List.of(), TREE.root(8), TREE.root(7))).isFalse();
        assertThat(Consistency.verify(-1, 7, List.of(), TREE.root(1), TREE.root(7))).isFalse();
    }

    @Test
    void rootsOfEarlierSizesAreLookedUp() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(TreeHash.root(size, TREE)).isEqualTo(TREE.root(size));
        }
        assertThat(TreeHash.subtrees(Long.MAX_VALUE)).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> TreeHash.root(-1, TREE));
    }

    private static boolean verify(int oldSize, int newSize, List<Hash> path, List<Hash> roots) {
        return Consistency.verify(oldSize, newSize, path, roots.get(oldSize), roots.get(newSize));
    }
}
