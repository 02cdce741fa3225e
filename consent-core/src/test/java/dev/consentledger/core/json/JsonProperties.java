package dev.consentledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.RandomJson;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonProperties {

    @Property
    void canonicalBytesReadBackAsTheSameValueAndTheSameBytes(@ForAll long seed)
            throws MalformedJson {
        Json value = new RandomJson(new SplittableRandom(seed)).value(6);

        byte[] bytes = value.canonicalBytes();
        Json again = JsonReader.read(bytes);

        assertThat(again).isEqualTo(value);
        assertThat(again.canonicalBytes()).isEqualTo(bytes);
    }

    @Property(tries = 2000)
    void anyBytesAreEitherAValueOrMalformed(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 2000)
    void anyChangedBytesAreEitherAValueOrMalformed(
            @ForAll long seed, @ForAll int position, @ForAll byte change) {
        byte[] bytes = new RandomJson(new SplittableRandom(seed)).object(6).canonicalBytes();
        bytes[Math.floorMod(position, bytes.length)] = change;

        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Json value = JsonReader.read(bytes);
            assertThat(JsonReader.read(value.canonicalBytes())).isEqualTo(value);
        } catch (MalformedJson e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
