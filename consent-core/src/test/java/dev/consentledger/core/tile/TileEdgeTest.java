package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.Extent;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.RandomTree;
import dev.consentledger.core.merkle.SlowMerkleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileEdgeTest {

    private static final int SIZE_MAX = Extent.size(2_000);
    private static final RandomTree TREE = new RandomTree(SIZE_MAX, 4);

    /** More than 256 full tiles, so that a tile of level 1 is full. */
    private static final RandomTree LARGE = new RandomTree(70_000, 5);

    @Property(tries = 100)
    void anySplitIntoBatchesGivesTheSameTiles(
            @ForAll @IntRange(min = 0, max = 2_000) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tile> completed = new ArrayList<>();
        TileEdge edge = TileEdge.EMPTY;
        for (int from = 0; from < size; ) {
            int to = from + 1 + random.nextInt(size - from);
            TileEdge.Growth growth = edge.append(TREE.leafHashes().subList(from, to));
            assertThat(growth.completed().stream().map(Tile::coordinate))
                    .containsExactlyElementsOf(Tiles.completed(from, to));
            completed.addAll(growth.completed());
            edge = growth.edge();
            from = to;
        }

        TileEdge.Growth whole = TileEdge.EMPTY.append(TREE.leafHashes().subList(0, size));
        assertThat(completed).containsExactlyInAnyOrderElementsOf(whole.completed());
        assertThat(edge).isEqualTo(whole.edge());
        assertThat(edge.range())
                .isEqualTo(CompactRange.EMPTY.append(TREE.leafHashes().subList(0, size)));
    }

    @Test
    void everyHashIsTheOneOfTheDefinition() {
        TileEdge.Growth growth = TileEdge.EMPTY.append(LARGE.leafHashes());
        List<Tile> tiles = new ArrayList<>(growth.completed());
        tiles.addAll(growth.edge().tiles());

        assertThat(tiles).hasSize(274 + 3);
        for (Tile tile : tiles) {
            TileCoordinate at = tile.coordinate();
            int span = (int) Math.pow(256, at.level());
            for (int i = 0; i < at.width(); i += at.level() == 0 ? 1 : 50) {
                int from = (int) (at.index() * 256 + i) * span;
                List<byte[]> entries = LARGE.entries(from + span).subList(from, from + span);
                assertThat(tile.hashes().get(i).toBytes())
                        .as("hash %d of %s", i, at.path())
                        .isEqualTo(SlowMerkleTree.root(entries));
            }
        }
        assertThat(growth.edge().range().root()).isEqualTo(LARGE.root(70_000));
    }

    @Property(tries = 50)
    void anEdgeIsReadBackFromItsBytes(@ForAll @IntRange(min = 0, max = 70_000) int size) {
        TileEdge edge = TileEdge.EMPTY.append(LARGE.leafHashes().subList(0, size)).edge();

        byte[] bytes = edge.bytes();

        assertThat(TileEdge.of(size, bytes)).isEqualTo(edge);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileEdge.of(size, Arrays.copyOf(bytes, bytes.length + 1)));
        if (bytes.length > 0) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TileEdge.of(size, Arrays.copyOf(bytes, bytes.length - 1)));
        }
    }

    @Test
    void anEdgeHasThePartialTilesOfItsSize() {
        TileEdge edge = TileEdge.EMPTY.append(LARGE.leafHashes().subList(0, 600)).edge();

        assertThat(edge.tiles()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new TileEdge(599, edge.tiles()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileEdge(600, edge.tiles().subList(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileEdge(600, List.of()));
        assertThat(new TileEdge(600, edge.tiles())).isEqualTo(edge);
    }

    @Test
    void anEdgeIsNotChangedByWhatGrowsFromIt() {
        TileEdge edge = TileEdge.EMPTY.append(LARGE.leafHashes().subList(0, 255)).edge();
        Hash before = edge.range().root();

        edge.append(LARGE.leafHashes().subList(255, 700));

        assertThat(edge.size()).isEqualTo(255);
        assertThat(edge.range().root()).isEqualTo(before);
    }
}
