package dev.consentledger.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ProportionTest {

    /** Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29, score method. */
    @Test
    void intervalsAreThePublishedOnes() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0.0000, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    private static void assertInterval(long numerator, long denominator, double low, double high) {
        Proportion proportion = Proportion.of(numerator, denominator);
        assertThat(proportion.low()).isCloseTo(low, within(0.00006));
        assertThat(proportion.high()).isCloseTo(high, within(0.00006));
    }

    /** Newcombe 1998, second article, table II: method 10 of 56/70 - 48/80 and of 9/10 - 3/10. */
    @Test
    void differencesAreThePublishedOnes() {
        Proportion one = Proportion.of(56, 70).minus(Proportion.of(48, 80));
        Proportion other = Proportion.of(9, 10).minus(Proportion.of(3, 10));

        assertThat(one.share()).isCloseTo(0.2, within(1e-9));
        assertThat(one.low()).isCloseTo(0.0524, within(0.00006));
        assertThat(one.high()).isCloseTo(0.3339, within(0.00006));
        assertThat(other.low()).isCloseTo(0.1705, within(0.00006));
        assertThat(other.high()).isCloseTo(0.8090, within(0.00006));
    }

    @Property
    void theShareIsInItsInterval(
            @ForAll @LongRange(min = 1, max = 1_000_000) long denominator,
            @ForAll @LongRange(min = 0, max = 1_000_000) long numerator) {
        Proportion proportion = Proportion.of(Math.min(numerator, denominator), denominator);

        assertThat(proportion.low()).isBetween(0.0, proportion.share());
        assertThat(proportion.high()).isBetween(proportion.share(), 1.0);
    }

    @Test
    void moreThanAllIsNoShare() {
        assertThatThrownBy(() -> Proportion.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proportion.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
