package dev.consentledger.benchmarks.covered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void entryIsThereSinceTheFirstSizeBeyondItsIndex() {
        Growth growth = new Growth();
        growth.seen(2, 10);
        growth.seen(2, 20);
        growth.seen(5, 30);

        assertThat(growth.has(0)).hasValue(10);
        assertThat(growth.has(1)).hasValue(10);
        assertThat(growth.has(2)).hasValue(30);
        assertThat(growth.has(4)).hasValue(30);
        assertThat(growth.has(5)).isEmpty();
    }
}
