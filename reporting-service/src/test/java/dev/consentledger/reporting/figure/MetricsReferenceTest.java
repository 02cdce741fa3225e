package dev.consentledger.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference defines what is computed, in the same words. */
class MetricsReferenceTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("project.root"), "docs", "reference", "metrics.md");

    @Test
    void everyMetricIsDefinedOnceInTheReference() throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);

        for (Metric metric : Metrics.ALL) {
            String line =
                    "| `%s` | %s | %s |"
                            .formatted(
                                    metric.name(),
                                    metric.numerator(),
                                    metric.denominator().orElse(""));
            assertThat(lines).as(metric.name()).filteredOn(line::equals).hasSize(1);
        }
    }
}
