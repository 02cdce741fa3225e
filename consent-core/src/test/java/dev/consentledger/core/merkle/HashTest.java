package dev.consentledger.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {

    private static final String HEX =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void sha256IsOverAllPartsInTheirOrder() {
        assertThat(Hash.sha256(new byte[] {'a', 'b'}, new byte[0], new byte[] {'c'}))
                .hasToString(HEX)
                .isEqualTo(Hash.parse(HEX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ba", " ", HEX + "00"})
    void anotherLengthIsNoHash(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse(text));
    }

    @Test
    void upperCaseAndOtherLettersAreNoHash() {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse(HEX.toUpperCase()));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse("g" + HEX.substring(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hash.parse("\u0661" + HEX.substring(1)));
    }

    @Test
    void itsBytesCannotBeChangedFromOutside() {
        byte[] bytes = Hash.parse(HEX).toBytes();
        Hash hash = Hash.of(bytes);

        bytes[0] = 0;
        hash.toBytes()[1] = 0;

        assertThat(hash).hasToString(HEX);
    }
}
