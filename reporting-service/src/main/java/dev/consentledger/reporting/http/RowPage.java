package dev.consentledger.reporting.http;

import dev.consentledger.reporting.figure.FigureRow;
import java.util.List;
import java.util.Optional;

/**
 * A page of rows. It ends with a row's own name and not with a number, so that rows which appear
 * meanwhile shift nothing.
 *
 * @param next the name of the last row, where there are more
 */
record RowPage(List<FigureRow> rows, Optional<String> next) {

    /** Rows of one answer, by default and at the most. */
    static final int SIZE_DEFAULT = 1_000;

    static final int SIZE_MAX = 10_000;

    static RowPage of(List<FigureRow> all, Optional<String> after, int size) {
        List<FigureRow> rest =
                after.map(name -> all.stream().dropWhile(row -> !name(row).equals(name)).skip(1))
                        .orElseGet(all::stream)
                        .toList();
        if (after.isPresent() && all.stream().map(RowPage::name).noneMatch(after.get()::equals)) {
            throw Problems.invalidReport(
                    "'after' is '%s'; expected the 'next' of an answer to the same question."
                            .formatted(after.get()));
        }
        return rest.size() <= size
                ? new RowPage(rest, Optional.empty())
                : new RowPage(rest.subList(0, size), Optional.of(name(rest.get(size - 1))));
    }

    private static String name(FigureRow row) {
        return "%d.%s.%s"
                .formatted(row.from().getEpochSecond(), row.category().orElse(""), row.value());
    }
}
