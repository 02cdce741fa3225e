package dev.consentledger.reporting.figure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one interval and one value of the breakdown: those of the events, or of one
 * category.
 *
 * @param to not in it
 * @param value empty where nothing is broken down
 */
public record FigureRow(
        Instant from, Instant to, String value, Optional<String> category, List<Figure> figures) {

    public FigureRow {
        figures = List.copyOf(figures);
    }

    /** Without what tells of fewer than so many. */
    FigureRow suppressedBelow(long minimum) {
        return new FigureRow(
                from,
                to,
                value,
                category,
                figures.stream().map(figure -> figure.suppressedBelow(minimum)).toList());
    }
}
