package dev.consentledger.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneSpellingTest {

    @Property
    void bytesAreReadBack(@ForAll byte[] bytes) {
        assertThat(Base64Text.read(Base64Text.of(bytes))).contains(bytes);
        assertThat(Base64Text.of(bytes)).isEqualTo(Base64.getEncoder().encodeToString(bytes));
        assertThat(Base64Text.readHash(Base64Text.of(bytes)).isPresent())
                .isEqualTo(bytes.length == 32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YQ",
                "YQ=",
                "YQ===",
                "YR==",
                "YWI",
                "YWJ=",
                "=",
                "====",
                " YQ==",
                "YQ== ",
                "YQ==\n",
                "Y Q==",
                "YQ==YQ==",
                "_-8=",
                "Y",
                "\u0661\u0661\u0661\u0661"
            })
    void anotherSpellingOfBytesIsNone(String text) {
        assertThat(Base64Text.read(text)).isEmpty();
    }

    @Property
    void numbersAreReadBack(@ForAll @LongRange(min = 0) long number) {
        assertThat(DecimalText.read(Long.toString(number))).hasValue(number);
        assertThat(DecimalText.read("0" + number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-0",
                "-1",
                "+1",
                " 1",
                "1 ",
                "1\n",
                "01",
                "00",
                "0x1",
                "1.0",
                "1e3",
                "1_000",
                "1,000",
                "\u0661",
                "\uff11",
                "9223372036854775808",
                "18446744073709551616",
                "100000000000000000000"
            })
    void anotherSpellingOfANumberIsNone(String text) {
        assertThat(DecimalText.read(text)).isEmpty();
    }

    @Test
    void zeroAndTheLargestNumberHaveASpelling() {
        assertThat(DecimalText.read("0")).hasValue(0);
        assertThat(DecimalText.read("9223372036854775807")).hasValue(Long.MAX_VALUE);
    }
}
