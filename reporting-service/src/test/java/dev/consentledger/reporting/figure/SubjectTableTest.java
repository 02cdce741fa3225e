package dev.consentledger.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.proof.PublishedFiles;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Standing;
import dev.consentledger.reporting.report.StandingCell;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What imsupporting.com's two versions make of consents. */
class SubjectTableTest {

    private static final String SITE = "imsupporting.com";
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final String OLD = "2025-06-01";
    private static final String NEW = "2026-01-15";

    private final PoliciesInForce policies = new PoliciesInForce(List.of(policy(OLD), policy(NEW)));

    @Test
    void grantsAreCoveredUnlessTheNewVersionAsksForMore() {
        List<SubjectTable.Category> categories =
                SubjectTable.of(
                        Map.of(
                                cell("functional", Standing.GRANTED, OLD), 3L,
                                cell("functional", Standing.GRANTED, NEW), 4L,
                                cell("functional", Standing.REFUSED, OLD), 1L,
                                cell("analytics", Standing.GRANTED, OLD), 2L),
                        policies,
                        NOW);

        assertThat(categories)
                .extracting(SubjectTable.Category::id)
                .containsExactly("analytics", "functional");
        assertThat(categories.get(0).notCovered()).isEmpty();
        assertThat(categories.get(0).covered()).isEqualTo(2);
        SubjectTable.Category functional = categories.get(1);
        assertThat(functional.covered()).isEqualTo(4);
        assertThat(functional.optedIn().numerator()).contains(7L);
        assertThat(functional.optedIn().denominator()).contains(8L);
        assertThat(functional.notCovered())
                .singleElement()
                .satisfies(
                        asked -> {
                            assertThat(asked.policy()).isEqualTo(OLD);
                            assertThat(asked.subjects()).isEqualTo(3);
                            assertThat(asked.because())
                                    .startsWith("policy version " + NEW + ": ")
                                    .contains("speed-up-pages");
                        });
    }

    @Test
    void beforeTheNewVersionIsInForceItAsksNobody() {
        List<SubjectTable.Category> categories =
                SubjectTable.of(
                        Map.of(cell("functional", Standing.GRANTED, OLD), 3L),
                        policies,
                        Instant.parse("2026-01-14T23:59:59.999Z"));

        assertThat(categories.get(0).covered()).isEqualTo(3);
    }

    @Test
    void aVersionThatIsNotKnownCoversNothing() {
        List<SubjectTable.Category> categories =
                SubjectTable.of(
                        Map.of(cell("functional", Standing.GRANTED, "unknown"), 1L), policies, NOW);

        assertThat(categories.get(0).covered()).isZero();
    }

    private static Policy policy(String version) {
        try {
            return Policy.read(PublishedFiles.read(SITE, version).policy());
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static StandingCell cell(String category, Standing standing, String policy) {
        return new StandingCell(SITE, category, standing, new Choice.Under(policy, "DE"));
    }
}
