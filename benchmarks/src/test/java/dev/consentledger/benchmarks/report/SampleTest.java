package dev.consentledger.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void percentileIsTheValueAtTheNearestRank() {
        Sample hundred =
                Sample.of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());

        assertThat(hundred.percentile(0.5)).isEqualTo(50);
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(hundred.percentile(1)).isEqualTo(100);
        assertThat(hundred.percentile(0.001)).isEqualTo(1);
        assertThat(Sample.of(7).percentile(0.99)).isEqualTo(7);
    }

    @Test
    void medianIsTheMiddle() {
        assertThat(Sample.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(Sample.of(4, 1, 3, 2).median()).isEqualTo(2.5);
    }

    @Test
    void severalTurnsCountAsOne() {
        Sample all = Sample.ofAll(List.of(Sample.of(5, 1), Sample.of(3)));

        assertThat(all.size()).isEqualTo(3);
        assertThat(all.median()).isEqualTo(3);
        assertThat(all.max()).isEqualTo(5);
    }

    @Test
    void nothingMeasuredHasNoFigures() {
        assertThatIllegalArgumentException().isThrownBy(Sample::of);
    }

    @Test
    void shareOutsideOfAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(1).percentile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(1).percentile(1.1));
    }
}
