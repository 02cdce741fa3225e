package dev.consentledger.core.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackTilesTest {

    @Test
    void tilesAreThoseOnTheWayToTheRootAndTheRightEdge() {
        PackTiles tiles = new PackTiles(70_000);
        tiles.add(0);
        tiles.add(255);
        tiles.add(69_999);

        assertThat(paths(tiles))
                .containsExactly(
                        "tile/0/000",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1");
    }

    @Test
    void edgeIsThereWithoutAnyEntry() {
        assertThat(paths(new PackTiles(300))).containsExactly("tile/0/001.p/44", "tile/1/000.p/1");
        assertThat(paths(new PackTiles(256))).containsExactly("tile/1/000.p/1");
        assertThat(paths(new PackTiles(0))).isEmpty();
    }

    @Test
    void everyTileIsGivenOnceAndHasATileAboveIt() {
        Random random = new Random(11);
        for (int run = 0; run < 200; run++) {
            long size = 1 + random.nextInt(1 << (1 + random.nextInt(24)));
            PackTiles tiles = new PackTiles(size);
            for (int i = 0; i < 5; i++) {
                tiles.add(random.nextLong(size));
            }
            List<TileCoordinate> found = new ArrayList<>();
            tiles.forEach(found::add);
            Set<TileCoordinate> once = new LinkedHashSet<>(found);

            assertThat(found).as("size %d", size).hasSameSizeAs(once);
            assertThat(once).containsAll(Tiles.partial(size));
            for (TileCoordinate tile : found) {
                if (tile.isFull()) {
                    long above = tile.index() / TilePath.WIDTH_FULL;
                    assertThat(once)
                            .contains(Tiles.at(tile.level() + 1, above, size).orElseThrow());
                }
            }
        }
    }

    @Test
    void entryBeyondTheTreeIsRefused() {
        assertThatThrownBy(() -> new PackTiles(10).add(10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> paths(PackTiles tiles) {
        List<String> paths = new ArrayList<>();
        tiles.forEach(tile -> paths.add(tile.path()));
        return paths;
    }
}
