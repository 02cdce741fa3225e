package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.reporting.report.CategoryFigures;
import dev.consentledger.reporting.report.FigureQuery.PeriodFigures;
import dev.consentledger.reporting.report.OptInReport;
import dev.consentledger.reporting.report.ShardPosition;
import dev.consentledger.reporting.report.Status;
import dev.consentledger.reporting.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often the visitors of a site opted in, per category. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "OptIn")
public record OptInAnswer(
        String site,
        Instant from,
        @Schema(description = "Not in the period itself") Instant to,
        String timeZone,
        @Schema(enumeration = {"consent_asked", "no_consent_asked", "no_policy"}) String status,
        @Schema(description = "Where no consent is asked: why the site claims that it need not")
                Optional<List<Exemption>> exemptions,
        @Schema(description = "Versions in force in the period, oldest first")
                List<PolicyVersion> policies,
        List<CategoryAnswer> categories,
        @Schema(description = "What is counted: all entries of a shard below its nextIndex")
                List<ShardPosition> asOf) {

    /** What a site claims as the reason that it need not ask for a category. */
    public record Exemption(String category, String claim) {}

    static OptInAnswer of(Site site, Period period, OptInReport report, PeriodFigures figures) {
        return new OptInAnswer(
                site.name(),
                period.from(),
                period.to(),
                site.timeZone().getId(),
                report.status().term(),
                report.status() == Status.NO_CONSENT_ASKED
                        ? Optional.of(exemptions(report))
                        : Optional.empty(),
                report.policies().stream().map(PolicyVersion::of).toList(),
                report.categories().stream().map(OptInAnswer::category).toList(),
                figures.asOf());
    }

    private static List<Exemption> exemptions(OptInReport report) {
        return report.categories().stream()
                .flatMap(c -> c.exemptions().stream().map(claim -> new Exemption(c.id(), claim)))
                .toList();
    }

    private static CategoryAnswer category(CategoryFigures category) {
        List<String> mechanisms = category.mechanisms().stream().map(Mechanism::term).toList();
        Optional<List<String>> exemptions =
                category.exemptions().isEmpty()
                        ? Optional.empty()
                        : Optional.of(category.exemptions());
        return category.choice()
                ? ChoiceAnswer.of(category, mechanisms, exemptions)
                : new NoChoiceAnswer(category.id(), category.name(), false, mechanisms, exemptions);
    }
}
