package dev.consentledger.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompactRangeTest {

    private static final int SIZE_MAX = Extent.size(512);

    /** The leaves and roots that implementations of Certificate Transparency test with. */
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreTheKnownOnes() {
        CompactRange range = CompactRange.EMPTY;
        List<byte[]> entries = new ArrayList<>();
        assertThat(range.root()).hasToString(ROOTS.get(0));
        for (int i = 0; i < LEAVES.size(); i++) {
            entries.add(HexFormat.of().parseHex(LEAVES.get(i)));
            range = range.append(List.of(TreeHash.leaf(entries.get(i))));

            assertThat(range.root()).as("size %d", i + 1).hasToString(ROOTS.get(i + 1));
            assertThat(SlowMerkleTree.root(entries)).isEqualTo(range.root().toBytes());
        }
    }

    @Test
    void everySizeHasTheRootOfTheSlowTree() {
        List<byte[]> entries = entries(SIZE_MAX, 1);
        CompactRange range = CompactRange.EMPTY;
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(range.size()).isEqualTo(size);
            assertThat(range.root().toBytes())
                    .as("size %d", size)
                    .isEqualTo(SlowMerkleTree.root(entries.subList(0, size)));
            if (size < SIZE_MAX) {
                range = range.append(leaves(entries.subList(size, size + 1)));
            }
        }
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(0, SIZE_MAX);
    }

    @Property
    void anySplitIntoBatchesGivesTheSameTree(@ForAll long seed, @ForAll("sizes") int size) {
        List<byte[]> entries = entries(size, seed);
        SplittableRandom random = new SplittableRandom(seed);
        CompactRange range = CompactRange.EMPTY;
        for (int from = 0; from < size; ) {
            int to = from + random.nextInt(size - from + 1);
            range = range.append(leaves(entries.subList(from, to)));
            from = to;
        }

        assertThat(range).isEqualTo(CompactRange.EMPTY.append(leaves(entries)));
        assertThat(range.root().toBytes()).isEqualTo(SlowMerkleTree.root(entries));
    }

    @Test
    void anEdgeHasOneHashForEachSubtree() {
        List<Hash> two = leaves(entries(2, 1));

        for (long size : new long[] {4, 7, 0, -5}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new CompactRange(size, two));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new CompactRange(5, List.of()));
        assertThat(new CompactRange(5, two).edge()).isEqualTo(two);
    }

    @Test
    void aTreeIsNotChangedByWhatGrowsFromIt() {
        CompactRange three = CompactRange.EMPTY.append(leaves(entries(3, 1)));
        Hash before = three.root();

        three.append(leaves(entries(9, 2)));

        assertThat(three.root()).isEqualTo(before);
        assertThat(three.size()).isEqualTo(3);
    }

    @Test
    void leafAndNodeOfTheSameBytesDiffer() {
        Hash left = Hash.sha256(new byte[] {1});
        Hash right = Hash.sha256(new byte[] {2});
        byte[] both = Arrays.copyOf(left.toBytes(), 64);
        System.arraycopy(right.toBytes(), 0, both, 32, 32);

        assertThat(TreeHash.leaf(both)).isNotEqualTo(TreeHash.node(left, right));
    }

    private static List<byte[]> entries(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(
                        i -> {
                            byte[] entry = new byte[random.nextInt(40)];
                            random.nextBytes(entry);
                            return entry;
                        })
                .toList();
    }

    private static List<Hash> leaves(List<byte[]> entries) {
        return entries.stream().map(TreeHash::leaf).toList();
    }
}
