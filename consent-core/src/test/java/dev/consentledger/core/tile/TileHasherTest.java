package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileHasherTest {

    private final TileHasher hasher = new TileHasher();

    @Property(tries = 200)
    void itHashesWhatTilesAndBundlesDo(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 256) int width) throws Exception {
        Random random = new Random(seed);
        List<byte[]> entries = entries(random, width);
        BundleCoordinate coordinate = new BundleCoordinate(random.nextInt(1000), width);
        Tile expected = EntryBundle.tile(coordinate, entries);
        byte[] row = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];

        hasher.leafHashes(coordinate, EntryBundle.encode(entries), row);

        assertThat(Arrays.copyOf(row, width * Hash.LENGTH)).isEqualTo(expected.bytes());
        if (expected.coordinate().isFull()) {
            byte[] above = new byte[3 * Hash.LENGTH];
            hasher.tileHash(row, above, 1);
            assertThat(Hash.of(Arrays.copyOfRange(above, Hash.LENGTH, 2 * Hash.LENGTH)))
                    .isEqualTo(expected.hash());
            assertThat(row).isEqualTo(expected.bytes());
        }
    }

    @Test
    void aFullTileIsHashed() throws Exception {
        itHashesWhatTilesAndBundlesDo(1, TilePath.WIDTH_FULL);
    }

    @Property(tries = 200)
    void itRefusesWhatReadersOfBundlesRefuse(@ForAll long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(20);
        byte[] bundle = EntryBundle.encode(entries(random, width));
        byte[] changed = Arrays.copyOf(bundle, random.nextInt(bundle.length + 3));
        BundleCoordinate coordinate = new BundleCoordinate(3, width);
        byte[] row = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];

        if (changed.length == bundle.length) {
            return;
        }
        assertThatThrownBy(() -> hasher.leafHashes(coordinate, changed, row))
                .isInstanceOf(MalformedTile.class);
        assertThatThrownBy(() -> EntryBundle.read(coordinate, changed))
                .isInstanceOf(MalformedTile.class);
    }

    @Property(tries = 200)
    void theBeginningOfABundleIsTheBundleThatItWas(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<byte[]> entries = entries(random, 2 + random.nextInt(255));
        int width = 1 + random.nextInt(entries.size() - 1);
        byte[] wider = EntryBundle.encode(entries);
        BundleCoordinate coordinate = new BundleCoordinate(0, width);

        byte[] narrowed = EntryBundle.narrowed(coordinate, wider);

        assertThat(narrowed).isEqualTo(EntryBundle.encode(entries.subList(0, width)));
        assertThatThrownBy(
                        () ->
                                EntryBundle.narrowed(
                                        coordinate, Arrays.copyOf(narrowed, narrowed.length - 1)))
                .isInstanceOf(MalformedTile.class);
    }

    private static List<byte[]> entries(Random random, int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[random.nextInt(300)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }
}
