package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.figure.FigureRow;
import dev.consentledger.reporting.proof.Csv;
import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A report as lines, one figure in each, for a spreadsheet or a program. */
public final class FigureLines {

    private static final List<String> COLUMNS =
            List.of(
                    "from",
                    "to",
                    "value",
                    "category",
                    "metric",
                    "numerator",
                    "denominator",
                    "rate",
                    "low",
                    "high",
                    "absent");

    /** Sent at once. */
    private static final int LINES_A_PIECE = 200;

    private FigureLines() {}

    /** One line. */
    @JsonInclude(Include.NON_ABSENT)
    public record Line(
            Instant from,
            Instant to,
            String value,
            Optional<String> category,
            String metric,
            Optional<Long> numerator,
            Optional<Long> denominator,
            Optional<BigDecimal> rate,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            Optional<String> absent) {

        List<String> cells() {
            return List.of(
                    from.toString(),
                    to.toString(),
                    value,
                    category.orElse(""),
                    metric,
                    text(numerator),
                    text(denominator),
                    text(rate),
                    text(low),
                    text(high),
                    absent.orElse(""));
        }

        private static String text(Optional<? extends Number> number) {
            return number.map(Object::toString).orElse("");
        }
    }

    /** RFC 4180 under a header, safe against formulas. */
    static Multi<String> csv(List<FigureRow> rows) {
        return Multi.createFrom()
                .items(Stream.concat(Stream.of(COLUMNS), lines(rows).map(Line::cells)))
                .map(Csv::line)
                .group()
                .intoLists()
                .of(LINES_A_PIECE)
                .map(piece -> String.join("", piece));
    }

    /** The lines of a program, one object each. */
    static Multi<Line> objects(List<FigureRow> rows) {
        return Multi.createFrom().items(lines(rows));
    }

    private static Stream<Line> lines(List<FigureRow> rows) {
        return rows.stream()
                .flatMap(
                        row ->
                                row.figures().stream()
                                        .map(FigureAnswer::of)
                                        .map(figure -> line(row, figure)));
    }

    private static Line line(FigureRow row, FigureAnswer figure) {
        return new Line(
                row.from(),
                row.to(),
                row.value(),
                row.category(),
                figure.metric(),
                figure.numerator(),
                figure.denominator(),
                figure.rate(),
                figure.low(),
                figure.high(),
                figure.absent());
    }
}
