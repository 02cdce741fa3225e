package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.figure.Figure;
import dev.consentledger.reporting.figure.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One figure: a count, or a rate with what it is a rate of. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Figure")
public record FigureAnswer(
        @Schema(description = "Its name; the reference defines it", examples = "no_choice_rate")
                String metric,
        @Schema(description = "The count, or a rate's numerator; absent where it is suppressed")
                Optional<Long> numerator,
        @Schema(description = "Of a rate") Optional<Long> denominator,
        @Schema(description = "From 0 to 1, rounded to six decimals") Optional<BigDecimal> rate,
        @Schema(description = "Lower end of the rate's 95 % interval") Optional<BigDecimal> low,
        @Schema(description = "Upper end of the rate's 95 % interval") Optional<BigDecimal> high,
        @Schema(description = "Why there is no value, or no rate") Optional<String> absent) {

    private static final int DECIMALS = 6;

    static FigureAnswer of(Figure figure) {
        return new FigureAnswer(
                figure.metric(),
                figure.numerator(),
                figure.denominator(),
                figure.rate().map(Proportion::share).map(FigureAnswer::rounded),
                figure.rate().map(Proportion::low).map(FigureAnswer::rounded),
                figure.rate().map(Proportion::high).map(FigureAnswer::rounded),
                figure.absent());
    }

    static BigDecimal rounded(double share) {
        return BigDecimal.valueOf(share).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
