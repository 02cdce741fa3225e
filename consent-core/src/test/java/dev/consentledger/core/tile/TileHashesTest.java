package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.RandomTree;
import dev.consentledger.core.merkle.Subtree;
import dev.consentledger.core.merkle.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileHashesTest {

    private static final int SIZE = 70_000;
    private static final RandomTree TREE = new RandomTree(SIZE, 6);
    private static final Map<TileCoordinate, Tile> TILES = new HashMap<>();

    static {
        TileEdge.Growth growth = TileEdge.EMPTY.append(TREE.leafHashes());
        growth.completed().forEach(tile -> TILES.put(tile.coordinate(), tile));
        growth.edge().tiles().forEach(tile -> TILES.put(tile.coordinate(), tile));
    }

    private final List<Set<TileCoordinate>> reads = new ArrayList<>();

    /** Like a log that has grown: what was partial for a smaller tree is served wider. */
    private List<Tile> read(Set<TileCoordinate> wanted) {
        reads.add(wanted);
        return wanted.stream()
                .map(tile -> TILES.get(Tiles.at(tile.level(), tile.index(), SIZE).orElseThrow()))
                .toList();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void proofsFromTilesAreThoseOfTheTree(
            @ForAll @IntRange(min = 1, max = SIZE) int size,
            @ForAll @IntRange(min = 0, max = SIZE) int number) {
        int smaller = number % size;
        TileHashes tiles = new TileHashes(size, this::read);
        reads.clear();

        assertThat(Inclusion.path(smaller, size, tiles))
                .isEqualTo(Inclusion.path(smaller, size, TREE));
        assertThat(Consistency.path(smaller, size, tiles))
                .isEqualTo(Consistency.path(smaller, size, TREE));
        assertThat(TreeHash.root(size, tiles)).isEqualTo(TREE.root(size));
        assertThat(reads).hasSizeLessThanOrEqualTo(3);
        assertThat(reads).allSatisfy(read -> assertThat(read).hasSizeLessThanOrEqualTo(6));
    }

    @Test
    void tilesThatWereReadBeforeGiveTheProof() {
        List<Tile> tiles = read(Tiles.holding(Inclusion.subtrees(12_345, 60_000), 60_000));

        assertThat(Inclusion.path(12_345, 60_000, TileHashes.of(60_000, tiles)))
                .isEqualTo(Inclusion.path(12_345, 60_000, TREE));
    }

    @Test
    void aTileThatIsMissingIsNamed() {
        assertThatExceptionOfType(MissingTile.class)
                .isThrownBy(() -> Inclusion.path(0, 300, TileHashes.of(300, List.of())))
                .withMessage("missing: tile/0/000");
    }

    @Test
    void aTileThatIsTooNarrowIsMissing() {
        Tile narrow = TILES.get(new TileCoordinate(0, 0, 256)).narrowed(7);

        assertThatExceptionOfType(MissingTile.class)
                .isThrownBy(() -> Inclusion.path(0, 8, TileHashes.of(8, List.of(narrow))))
                .withMessage("missing: tile/0/000.p/8");
        assertThat(Inclusion.path(0, 7, TileHashes.of(7, List.of(narrow)))).hasSize(3);
    }

    @Test
    void theWidestOfSeveralTilesIsTaken() {
        Tile full = TILES.get(new TileCoordinate(0, 0, 256));

        assertThat(
                        Inclusion.path(
                                0,
                                200,
                                TileHashes.of(
                                        200, List.of(full.narrowed(9), full, full.narrowed(3)))))
                .isEqualTo(Inclusion.path(0, 200, TREE));
    }

    @Test
    void oneCallDoesNotReadTheWholeTree() {
        List<Subtree> leaves =
                IntStream.range(0, 17).mapToObj(i -> new Subtree(0, i * 256L)).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileHashes(SIZE, this::read).hashes(leaves));
        assertThat(reads).isEmpty();
    }

    @Test
    void tileIsReadBackFromItsBytes() throws MalformedTile {
        for (Tile tile : TILES.values()) {
            assertThat(Tile.read(tile.coordinate(), tile.bytes())).isEqualTo(tile);
        }
        assertThat(TILES.get(new TileCoordinate(0, 0, 256)).bytes()).hasSize(8192);
    }

    @Test
    void tileOfAnotherLengthIsMalformed() {
        TileCoordinate two = new TileCoordinate(0, 0, 2);
        for (int length : new int[] {0, 32, 63, 65, 96, 8192}) {
            assertThatExceptionOfType(MalformedTile.class)
                    .isThrownBy(() -> Tile.read(two, new byte[length]));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tile(two, List.of(Hash.sha256())));
    }

    @Test
    void aPartialTileIsNotHashedIntoAnother() {
        Tile full = TILES.get(new TileCoordinate(0, 0, 256));

        assertThat(full.hash()).isEqualTo(TREE.root(256));
        assertThatIllegalStateException().isThrownBy(() -> full.narrowed(128).hash());
    }
}
