package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.figure.Figure;
import dev.consentledger.reporting.figure.Proportion;
import dev.consentledger.reporting.report.ShardPosition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Two rates of one metric side by side. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Comparison")
public record ComparisonAnswer(
        FigureAnswer one,
        FigureAnswer other,
        @Schema(description = "The other rate minus the one; absent where either has none")
                Optional<BigDecimal> difference,
        @Schema(description = "Lower end of the difference's 95 % interval")
                Optional<BigDecimal> low,
        @Schema(description = "Upper end of the difference's 95 % interval")
                Optional<BigDecimal> high,
        @Schema(
                        description =
                                "Whether the interval leaves out 0, so that chance alone hardly explains the difference")
                Optional<Boolean> distinct,
        @Schema(description = "What is counted: all entries of a shard below its nextIndex")
                List<ShardPosition> asOf) {

    static ComparisonAnswer of(Figure one, Figure other, List<ShardPosition> asOf) {
        Optional<Proportion> difference =
                one.rate().flatMap(first -> other.rate().map(second -> second.minus(first)));
        return new ComparisonAnswer(
                FigureAnswer.of(one),
                FigureAnswer.of(other),
                difference.map(Proportion::share).map(FigureAnswer::rounded),
                difference.map(Proportion::low).map(FigureAnswer::rounded),
                difference.map(Proportion::high).map(FigureAnswer::rounded),
                difference.map(d -> d.low() > 0 || d.high() < 0),
                asOf);
    }
}
