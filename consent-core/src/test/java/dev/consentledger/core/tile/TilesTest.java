package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TilesTest {

    private static final long TEN_MILLION = 10_000_000;

    @Test
    void seventyThousandEntriesHaveTheTilesOfTheSpecification() {
        List<TileCoordinate> full = Tiles.completed(0, 70_000);

        assertThat(full.stream().filter(t -> t.level() == 0)).hasSize(273);
        assertThat(full.stream().filter(t -> t.level() == 1)).hasSize(1);
        assertThat(full).hasSize(274);
        assertThat(Tiles.partial(70_000))
                .containsExactly(
                        new TileCoordinate(0, 273, 112),
                        new TileCoordinate(1, 1, 17),
                        new TileCoordinate(2, 0, 1));
    }

    @Test
    void aFullTileIsOneHashOfTheNextLevel() {
        assertThat(Tiles.completed(0, 256)).containsExactly(new TileCoordinate(0, 0, 256));
        assertThat(Tiles.partial(256)).containsExactly(new TileCoordinate(1, 0, 1));
    }

    @Test
    void theEmptyTreeHasNoTiles() {
        assertThat(Tiles.completed(0, 0)).isEmpty();
        assertThat(Tiles.partial(0)).isEmpty();
        assertThat(Tiles.at(0, 0, 0)).isEmpty();
        assertThat(Tiles.bundleOf(0, 0)).isEmpty();
    }

    @Property
    void noAppendCompletesATileTwiceOrNever(
            @ForAll @LongRange(min = 0, max = 200_000) long one,
            @ForAll @LongRange(min = 0, max = 200_000) long other) {
        long early = Math.min(one, other);
        long late = Math.max(one, other);
        List<TileCoordinate> inTwo = new ArrayList<>(Tiles.completed(0, early));
        inTwo.addAll(Tiles.completed(early, late));

        assertThat(inTwo).doesNotHaveDuplicates();
        assertThat(inTwo).containsExactlyInAnyOrderElementsOf(Tiles.completed(0, late));
    }

    @Property
    void everyTileOfATreeIsFullOrPartialAsTheDefinitionSays(
            @ForAll @LongRange(min = 0, max = 200_000) long size) {
        List<TileCoordinate> defined = new ArrayList<>();
        for (int level = 0; level <= 2; level++) {
            long hashes = size / (long) Math.pow(256, level);
            for (long index = 0; index * 256 < hashes; index++) {
                int width = (int) Math.min(256, hashes - index * 256);
                defined.add(new TileCoordinate(level, index, width));
                assertThat(Tiles.at(level, index, size)).contains(defined.get(defined.size() - 1));
            }
            assertThat(Tiles.at(level, (hashes + 255) / 256, size)).isEmpty();
        }
        List<TileCoordinate> given = new ArrayList<>(Tiles.completed(0, size));
        given.addAll(Tiles.partial(size));

        assertThat(given).containsExactlyInAnyOrderElementsOf(defined);
        assertThat(given).allSatisfy(tile -> assertThat(tile.end()).isLessThanOrEqualTo(size));
    }

    @Test
    void theLargestTreeHasEightPartialTiles() {
        assertThat(Tiles.partial(Long.MAX_VALUE))
                .hasSize(8)
                .contains(new TileCoordinate(0, (1L << 55) - 1, 255))
                .contains(new TileCoordinate(7, 0, 127));
    }

    @Test
    void anEntryIsInTheBundleOfItsTile() {
        assertThat(Tiles.bundleOf(255, 300)).contains(new BundleCoordinate(0, 256));
        assertThat(Tiles.bundleOf(256, 300)).contains(new BundleCoordinate(1, 44));
        assertThat(Tiles.bundleOf(300, 300)).isEmpty();
        assertThat(Tiles.bundleOf(-1, 300)).isEmpty();
    }

    @Test
    void aProofOfTenMillionEntriesNeedsSixTilesAtMost() {
        LongStream.of(0, 1, 255, 256, 65_535, 65_536, 5_000_000, 8_388_608, TEN_MILLION - 1)
                .forEach(
                        index -> {
                            List<Subtree> subtrees = Inclusion.subtrees(index, TEN_MILLION);
                            assertThat(Tiles.holding(subtrees, TEN_MILLION))
                                    .hasSizeLessThanOrEqualTo(6);
                        });
    }

    @Property
    void noProofNeedsMoreThanTwoTilesALevel(
            @ForAll @LongRange(min = 1) long size, @ForAll @LongRange(min = 0) long number) {
        long smaller = number % size;

        assertThat(Tiles.holding(Inclusion.subtrees(smaller, size), size))
                .hasSizeLessThanOrEqualTo(TileHashes.TILES_MAX);
        assertThat(Tiles.holding(Consistency.subtrees(smaller, size), size))
                .hasSizeLessThanOrEqualTo(TileHashes.TILES_MAX);
    }

    @Test
    void aTreeDoesNotHoldWhatIsBeyondIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiles.holding(List.of(new Subtree(3, 1)), 15));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.completed(5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.partial(-1));
        assertThat(Tiles.at(8, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(Tiles.at(-1, 0, 1)).isEmpty();
        assertThat(Tiles.at(0, -1, 1)).isEmpty();
        assertThat(Tiles.at(0, Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
    }
}
