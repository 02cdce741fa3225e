package dev.consentledger.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consentledger.core.merkle.RandomTree;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

    private static final BundleCoordinate TWO = new BundleCoordinate(0, 2);

    @Property
    void entriesAreReadBackFromTheirBundle(
            @ForAll @IntRange(min = 1, max = 256) int width, @ForAll long seed)
            throws MalformedTile {
        RandomTree tree = new RandomTree(width, seed);
        BundleCoordinate coordinate = new BundleCoordinate(0, width);

        List<byte[]> read = EntryBundle.read(coordinate, EntryBundle.encode(tree.entries(width)));

        assertThat(read).containsExactlyElementsOf(tree.entries(width));
        assertThat(EntryBundle.tile(coordinate, read).hashes()).isEqualTo(tree.leafHashes());
    }

    @Test
    void eachEntryHasItsLengthBeforeIt() throws MalformedTile {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7, 8, 9}, new byte[0]));

        assertThat(HexFormat.of().formatHex(bundle)).isEqualTo("00030708090000");
        assertThat(EntryBundle.read(TWO, bundle))
                .containsExactly(new byte[] {7, 8, 9}, new byte[0]);
    }

    @Test
    void theLongestEntryHas65535Bytes() throws MalformedTile {
        byte[] longest = new byte[65_535];
        Arrays.fill(longest, (byte) 0xfe);
        byte[] bundle = EntryBundle.encode(List.of(longest, new byte[1]));

        assertThat(Arrays.copyOf(bundle, 2)).containsExactly(0xff, 0xff);
        assertThat(EntryBundle.read(TWO, bundle)).containsExactly(longest, new byte[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])));
    }

    @Test
    void aBundleHasFrom1To256Entries() {
        assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.encode(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryBundle.encode(Collections.nCopies(257, new byte[0])));
    }

    @Test
    void whatIsCutOffOrTooLongIsMalformed() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7, 8, 9}, new byte[] {1}));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatExceptionOfType(MalformedTile.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> EntryBundle.read(TWO, cut));
        }
        byte[] longer = Arrays.copyOf(bundle, bundle.length + 2);
        assertThatExceptionOfType(MalformedTile.class)
                .isThrownBy(() -> EntryBundle.read(TWO, longer))
                .withMessageContaining("2 bytes after its last entry");
    }
}
