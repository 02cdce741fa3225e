package dev.consentledger.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PerformancePageTest {

    private static final String PAGE =
            "Before\n<!-- figures: drain -->\nold\n<!-- end of figures: drain -->\nBehind\n";

    @Test
    void figuresReplaceTheFormerOnesAndNothingElse() {
        assertThat(PerformancePage.replaced(PAGE, "drain", "new\n"))
                .isEqualTo(
                        "Before\n<!-- figures: drain -->\n\nnew\n\n"
                                + "<!-- end of figures: drain -->\nBehind\n");
    }

    @Test
    void pageWithoutMarksIsLeftAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PerformancePage.replaced(PAGE, "core", "new"));
    }
}
