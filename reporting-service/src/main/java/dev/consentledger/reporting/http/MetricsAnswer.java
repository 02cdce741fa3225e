package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.figure.FigureQuestion;
import dev.consentledger.reporting.figure.FigureRow;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.ShardPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of a site's figures. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Metrics")
public record MetricsAnswer(
        String site,
        Instant from,
        @Schema(description = "Not in the period itself") Instant to,
        String timeZone,
        String by,
        String interval,
        String bots,
        List<Row> rows,
        @Schema(description = "For 'after', where there are more rows") Optional<String> next,
        @Schema(description = "What is counted: all entries of a shard below its nextIndex")
                List<ShardPosition> asOf) {

    /** The figures of one interval, one value and perhaps one category. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "MetricsRow")
    public record Row(
            Instant from,
            Instant to,
            @Schema(description = "Of what the report is by; absent where it is of all")
                    Optional<String> value,
            @Schema(description = "Absent where the figures are of events")
                    Optional<String> category,
            List<FigureAnswer> figures) {

        static Row of(FigureQuestion question, FigureRow row) {
            return new Row(
                    row.from(),
                    row.to(),
                    question.by() == Dimension.ALL ? Optional.empty() : Optional.of(row.value()),
                    row.category(),
                    row.figures().stream().map(FigureAnswer::of).toList());
        }
    }

    static MetricsAnswer of(FigureQuestion question, RowPage page, List<ShardPosition> asOf) {
        return new MetricsAnswer(
                question.site(),
                question.from(),
                question.to(),
                question.zone().getId(),
                question.by().term(),
                question.interval().term(),
                question.bots().term(),
                page.rows().stream().map(row -> Row.of(question, row)).toList(),
                page.next(),
                asOf);
    }
}
