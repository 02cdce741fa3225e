package dev.consentledger.reporting.proof;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula begins with
 * an apostrophe instead.
 */
public final class Csv {

    private static final String LINE_END = "\r\n";

    /** What makes a spreadsheet compute a cell rather than show it. */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private Csv() {}

    /** A row with its end. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + LINE_END;
    }

    /** Quoted always, so that no content can end its cell. */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA_BEGINNINGS.indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
