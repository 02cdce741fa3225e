package dev.consentledger.reporting.report;

import static dev.consentledger.reporting.PolicyDocuments.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.PolicyDocuments.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptInReportTest {

    private static final Group NECESSARY = new Group("necessary", "exempt", "it would not run");
    private static final Group STATISTICS = new Group("statistics", "opt_in", "");
    private static final Group MARKETING = new Group("marketing", "opt_out", "");

    private static final Policy DEMONSTRATION =
            policy("d", "2025-01-01T00:00:00.000Z", true, NECESSARY, STATISTICS);
    private static final Policy FIRST =
            policy("1", "2026-01-01T00:00:00.000Z", false, NECESSARY, STATISTICS);
    private static final Policy SECOND =
            policy("2", "2026-06-01T00:00:00.000Z", false, MARKETING, NECESSARY);

    @Test
    void categoriesComeFromThePoliciesInForceInThePeriodTheNewestFirst() {
        OptInReport report = report("2026-05-01", "2026-07-01", FIRST, SECOND);

        assertThat(report.policies()).containsExactly(FIRST, SECOND);
        assertThat(report.categories())
                .extracting(CategoryFigures::id)
                .containsExactly("marketing", "necessary", "statistics");
        assertThat(report.status()).isEqualTo(Status.CONSENT_ASKED);
    }

    @Test
    void policyThatBeginsAtTheEndOfThePeriodIsNotInIt() {
        assertThat(report("2026-05-01", "2026-06-01", FIRST, SECOND).policies())
                .containsExactly(FIRST);
    }

    @Test
    void categoryWithoutChoiceHasItsExemption() {
        CategoryFigures necessary =
                report("2026-05-01", "2026-06-01", FIRST).categories().stream()
                        .filter(category -> category.id().equals("necessary"))
                        .findFirst()
                        .orElseThrow();

        assertThat(necessary.choice()).isFalse();
        assertThat(necessary.mechanisms()).containsExactly(Mechanism.EXEMPT);
        assertThat(necessary.exemptions()).containsExactly("it would not run");
    }

    @Test
    void whereNoCategoryOffersAChoiceNoConsentIsAsked() {
        Policy quiet = policy("1", "2026-01-01T00:00:00.000Z", false, NECESSARY);

        assertThat(report("2026-05-01", "2026-06-01", quiet).status())
                .isEqualTo(Status.NO_CONSENT_ASKED);
    }

    @Test
    void beforeTheFirstPolicyThereIsNone() {
        OptInReport report = report("2025-11-01", "2025-12-01", FIRST);

        assertThat(report.status()).isEqualTo(Status.NO_POLICY);
        assertThat(report.categories()).isEmpty();
    }

    @Test
    void demonstrationIsInForceOnlyWhereNothingPublishedIs() {
        Policy later = policy("later", "2026-08-01T00:00:00.000Z", true, STATISTICS);

        assertThat(report("2025-11-01", "2025-12-01", DEMONSTRATION, FIRST).policies())
                .containsExactly(DEMONSTRATION);
        assertThat(report("2026-07-01", "2026-09-01", FIRST, later).policies())
                .containsExactly(FIRST);
    }

    @Test
    void decisionsOnACategoryThatNoPolicyInForceHasAreNotHidden() {
        Figures figures = new Figures(1, 2, 0, 0, 1);
        OptInReport report =
                OptInReport.of(
                        new PoliciesInForce(List.of(FIRST, SECOND)),
                        Instant.parse("2026-07-01T00:00:00Z"),
                        Instant.parse("2026-08-01T00:00:00Z"),
                        Map.of("statistics", figures));

        CategoryFigures last = report.categories().get(2);
        assertThat(last.name()).isEqualTo("The statistics");
        assertThat(last.mechanisms()).isEmpty();
        assertThat(last.choice()).isTrue();
        assertThat(last.figures()).isEqualTo(figures);
    }

    private static OptInReport report(String from, String to, Policy... policies) {
        return OptInReport.of(
                new PoliciesInForce(List.of(policies)),
                Instant.parse(from + "T00:00:00Z"),
                Instant.parse(to + "T00:00:00Z"),
                Map.of());
    }
}
