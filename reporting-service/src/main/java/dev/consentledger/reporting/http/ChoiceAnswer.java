package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.report.CategoryFigures;
import dev.consentledger.reporting.report.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category in which visitors have a choice, with its figures. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "CategoryWithChoice")
public record ChoiceAnswer(
        String id,
        String name,
        boolean choice,
        @Schema(
                        description =
                                "Under the policies in force, of all jurisdictions; empty where none has it")
                List<String> mechanisms,
        @Schema(description = "Why the site claims that it need not ask in some jurisdictions")
                Optional<List<String>> exemptions,
        long granted,
        @Schema(description = "The withdrawn ones among them") long refused,
        @Schema(description = "Refusals that followed a grant of the same subject") long withdrawn,
        long notAsked,
        @JsonInclude(Include.ALWAYS)
                @Schema(
                        description =
                                "From 0 to 1, rounded to six decimals; null where the denominator is 0")
                Optional<BigDecimal> rate,
        @Schema(description = "Why the rate is null; absent where it is not")
                Optional<String> rateAbsent,
        long numerator,
        long denominator,
        String formula,
        @Schema(
                        description =
                                "Subjects whose latest choice before the end of the period is a grant")
                long subjectsGranted)
        implements CategoryAnswer {

    static final String FORMULA = "granted / (granted + refused)";
    private static final int DECIMALS = 6;

    static ChoiceAnswer of(
            CategoryFigures category, List<String> mechanisms, Optional<List<String>> exemptions) {
        Figures figures = category.figures();
        return new ChoiceAnswer(
                category.id(),
                category.name(),
                true,
                mechanisms,
                exemptions,
                figures.granted(),
                figures.refused(),
                figures.withdrawn(),
                figures.notAsked(),
                rate(figures),
                figures.chosen() == 0
                        ? Optional.of("nobody granted or refused in the period")
                        : Optional.empty(),
                figures.granted(),
                figures.chosen(),
                FORMULA,
                figures.subjectsGranted());
    }

    private static Optional<BigDecimal> rate(Figures figures) {
        return figures.chosen() == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(figures.granted())
                                .divide(BigDecimal.valueOf(figures.chosen()), MathContext.DECIMAL64)
                                .setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
