package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 273, 112, tile/0/273.p/112",
        "1, 1, 17, tile/1/001.p/17",
        "2, 0, 1, tile/2/000.p/1",
        "0, 999, 255, tile/0/999.p/255",
        "0, 1000, 256, tile/0/x001/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "3, 1234067, 8, tile/3/x001/x234/067.p/8",
        "0, 36028797018963967, 255, tile/0/x036/x028/x797/x018/x963/967.p/255",
        "7, 0, 127, tile/7/000.p/127",
    })
    void tileHasThePathOfTheSpecification(int level, long index, int width, String path) {
        TileCoordinate tile = new TileCoordinate(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).contains(tile);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 256, tile/entries/000",
        "1234067, 3, tile/entries/x001/x234/067.p/3",
    })
    void bundleHasThePathOfTheSpecification(long index, int width, String path) {
        BundleCoordinate bundle = new BundleCoordinate(index, width);

        assertThat(bundle.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).contains(bundle);
        assertThat(bundle.start()).isEqualTo(index * 256);
        assertThat(bundle.end()).isEqualTo(index * 256 + width);
    }

    @Property
    void everyTileIsFoundByItsPath(
            @ForAll @IntRange(min = 0, max = 6) int level,
            @ForAll @LongRange(min = 0) long number,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        long index = number >>> (8 * (level + 1)) >>> 1;
        TileCoordinate tile = new TileCoordinate(level, index, width);
        BundleCoordinate bundle = new BundleCoordinate(index, width);

        assertThat(TilePath.parse(tile.path())).contains(tile);
        assertThat(TilePath.parse(bundle.path())).contains(bundle);
        assertThat(tile.end()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/001/000",
                "tile/0/X001/000",
                "tile/0/x001/x000",
                "tile/0/x01/000",
                "tile/0/-01",
                "tile/0/+01",
                "tile/0/\u0661\u0661\u0661",
                "tile/00/000",
                "tile/01/000",
                "tile/-1/000",
                "tile/8/000",
                "tile/63/000",
                "tile/64/000",
                "tile/7/000",
                "tile/7/000.p/128",
                "tile/7/001.p/1",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1/",
                "tile/0/000.P/1",
                "tile/0/000p/1",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x000/x000/x000/x000/x000/000",
                "tile/entries/0",
                "tile/entries/000.p/0",
                "tile/entries/000.p/256",
                "tile/Entries/000",
                "tile/8/0/000",
                "tile/8/data/000",
                "tile/0/000\n",
                "tile/0/000 ",
                "tile/0/../0/000",
                "checkpoint",
            })
    void whatIsSpelledInAnotherWayIsNoPath(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Test
    void aLongPathIsNotEvenLookedAt() {
        assertThat(TilePath.parse("tile/0/" + "x001/".repeat(100_000) + "000")).isEmpty();
    }

    @Test
    void noTileIsBeyondTheLargestTree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileCoordinate(0, Long.MAX_VALUE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, 0, 257));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(7, 0, 128));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(8, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleCoordinate(36028797018963967L, 256));
    }
}
