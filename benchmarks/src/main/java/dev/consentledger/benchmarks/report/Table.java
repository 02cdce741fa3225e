package dev.consentledger.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A table in Markdown, row by row; the first column is text, the others are numbers. */
public final class Table {

    private final StringBuilder text = new StringBuilder();

    public Table(List<String> heads) {
        row(heads);
        text.append("|---|").append("---:|".repeat(heads.size() - 1)).append('\n');
    }

    public Table row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** A whole number with its thousands told apart. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    /** A number with this many decimals. */
    public static String decimals(int decimals, double number) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
