package dev.consentledger.core.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.merkle.Hash;
import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void entryIsInWhereTheFirstSixteenDigitsOfTheHashAreBelowTheRate() {
        Sample sample = new Sample("seed-of-2026", 125_000);
        BigInteger bound =
                BigInteger.TWO
                        .pow(64)
                        .multiply(BigInteger.valueOf(125_000))
                        .divide(BigInteger.valueOf(1_000_000));

        for (long index = 0; index < 1_000; index++) {
            String lines = "seed-of-2026\n1/3/" + index + "\n";
            String digits = Hash.sha256(lines.getBytes(US_ASCII)).toHex().substring(0, 16);
            assertThat(sample.contains(1, 3, index))
                    .as("index %d", index)
                    .isEqualTo(new BigInteger(digits, 16).compareTo(bound) < 0);
        }
    }

    @Test
    void knownPositionsStayTheSameForEver() {
        Sample sample = new Sample("known", 10_000);

        assertThat(LongStream.range(0, 500).filter(index -> sample.contains(1, 0, index)))
                .containsExactly(72L, 152L, 194L, 249L, 304L, 390L, 404L);
    }

    @Test
    void millionInAMillionIsEverything() {
        Sample all = new Sample("any", Sample.MILLION);

        assertThat(LongStream.range(0, 1_000)).allMatch(index -> all.contains(2, 1, index));
    }

    @Test
    void higherRateHasEverythingOfALowerOne() {
        Sample few = new Sample("s", 100_000);
        Sample more = new Sample("s", 900_000);

        assertThat(LongStream.range(0, 1_000).filter(index -> few.contains(1, 0, index)))
                .isNotEmpty()
                .allMatch(index -> more.contains(1, 0, index));
    }

    @Test
    void seedOrRateOutOfItsBoundsIsRefused() {
        for (String seed : new String[] {"", "a b", "a\nb", "ä", "x".repeat(101)}) {
            assertThatThrownBy(() -> new Sample(seed, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Sample("s", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sample("s", 1_000_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
