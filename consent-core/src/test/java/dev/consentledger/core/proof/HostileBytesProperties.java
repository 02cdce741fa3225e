package dev.consentledger.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.MalformedNote;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever bytes they get, readers either say that they are malformed, or read what is written back
 * to the same bytes: nothing is read that has two spellings, and nothing else is ever thrown.
 */
class HostileBytesProperties {

    @Property
    void notes(@ForAll long seed) {
        byte[] bytes = damaged(GoldenLog.bytes("checkpoint-cosigned"), seed);
        try {
            assertThat(SignedNote.parse(bytes).toBytes()).isEqualTo(bytes);
        } catch (MalformedNote expected) {
            assertThat(expected).hasMessageNotContaining("\n").hasNoCause();
        }
    }

    @Property
    void checkpoints(@ForAll long seed) {
        byte[] bytes = damaged(GoldenLog.bytes("checkpoint"), seed);
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(bytes);
            assertThat(signed.toBytes()).isEqualTo(bytes);
            assertThat(signed.checkpoint().text()).isEqualTo(signed.note().text());
        } catch (MalformedCheckpoint expected) {
            assertThat(expected).hasMessageNotContaining("\n").hasNoCause();
        }
    }

    @Property
    void tlogProofs(@ForAll long seed) {
        byte[] bytes = damaged(GoldenLog.bytes("entry-0-with-extra.tlog-proof"), seed);
        try {
            assertThat(TlogProof.parse(bytes).toBytes()).isEqualTo(bytes);
        } catch (MalformedProof expected) {
            assertThat(expected).hasMessageNotContaining("\n").hasNoCause();
        }
    }

    @Property
    void entryProofs(@ForAll long seed) throws MalformedProof {
        byte[] bytes = damaged(GoldenLog.bytes("entry-0.proof.json"), seed);
        try {
            EntryProof proof = EntryProof.parse(bytes);
            // JSON itself has many spellings; what it says has one.
            assertThat(EntryProof.parse(proof.toBytes())).isEqualTo(proof);
        } catch (MalformedProof expected) {
            assertThat(expected).hasNoCause();
        }
    }

    @Property
    void verifierKeys(@ForAll long seed) {
        byte[] bytes =
                damaged(GoldenLog.key("log").encode().getBytes(StandardCharsets.UTF_8), seed);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            assertThat(VerifierKey.parse(text).encode()).isEqualTo(text);
        } catch (MalformedKey expected) {
            assertThat(expected).hasNoCause();
        }
    }

    @Property
    void entryBundles(@ForAll long seed) {
        BundleCoordinate coordinate = new BundleCoordinate(1, 44);
        byte[] bytes = damaged(GoldenLog.bytes(coordinate.path()), seed);
        try {
            assertThat(EntryBundle.encode(EntryBundle.read(coordinate, bytes))).isEqualTo(bytes);
        } catch (MalformedTile expected) {
            assertThat(expected).hasNoCause();
        }
    }

    @Property
    void tilePaths(@ForAll long seed) {
        byte[] path = "tile/3/x001/x234/067.p/8".getBytes(StandardCharsets.UTF_8);
        String text = new String(damaged(path, seed), StandardCharsets.ISO_8859_1);

        assertThat(TilePath.parse(text).map(TilePath::path).orElse(text)).isEqualTo(text);
    }

    /** Some bytes changed, moved, doubled, taken away, or cut off. */
    private static byte[] damaged(byte[] sound, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = sound.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(Math.min(80, bytes.length - at));
            int to = random.nextInt(bytes.length - length + 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\n \u00940=+/Az:{}\"\\".charAt(random.nextInt(14));
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> System.arraycopy(bytes, at, bytes, to, length);
                case 4 -> bytes = without(bytes, at, random.nextBoolean() ? 1 : length);
                default -> bytes = random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, at + 1);
            }
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        byte[] left = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, from + length, left, from, bytes.length - from - length);
        return left;
    }
}
