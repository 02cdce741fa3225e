package dev.consentledger.reporting.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A record in words as plain text in UTF-8, wrapped for a terminal or a printer. Not thread-safe.
 */
public final class RecordText {

    /** Narrow enough to read and to quote, in characters. */
    private static final int LINE_LENGTH_MAX = 88;

    private final StringBuilder text = new StringBuilder();

    private RecordText() {}

    /** The text of a record, with a line feed at the end of each line. */
    public static String of(RecordInWords record) {
        return new RecordText().whole(record);
    }

    private String whole(RecordInWords record) {
        heading(record.title(), '=');
        wrap("", record.subtitle());
        text.append('\n');
        record.lead().forEach(this::block);
        for (RecordInWords.Section section : record.sections()) {
            text.append('\n');
            heading(section.title(), '-');
            section.blocks().forEach(this::block);
        }
        text.append('\n');
        wrap("", record.madeOf());
        return text.toString();
    }

    private void heading(String title, char line) {
        text.append(title).append('\n');
        text.append(String.valueOf(line).repeat(title.length())).append('\n');
    }

    private void block(Block block) {
        if (block instanceof Block.Sentence sentence) {
            wrap("", sentence.text());
        } else if (block instanceof Block.Warning warning) {
            wrap("! ", warning.text());
        } else if (block instanceof Block.Quote quote) {
            wrap("| ", quote.heading());
            quote.text().lines().forEach(line -> wrap("| ", line));
        } else if (block instanceof Block.Facts facts) {
            facts.facts().forEach(fact -> wrap("", fact.name() + ": " + fact.value()));
        } else if (block instanceof Block.Table table) {
            table.rows().forEach(row -> row(table.header(), row));
        }
    }

    /** A row as a list: a terminal has no room for six columns of sentences. */
    private void row(List<String> header, List<String> row) {
        wrap("* ", row.get(0));
        List<String> rest = new ArrayList<>();
        for (int i = 1; i < row.size(); i++) {
            rest.add(header.get(i) + ": " + row.get(i));
        }
        rest.forEach(cell -> wrap("    ", cell));
    }

    /** Wraps at spaces; every line begins with the prefix. A longer word stays whole. */
    private void wrap(String prefix, String sentence) {
        int length = 0;
        for (String word : sentence.strip().split("\\s+")) {
            if (length == 0 || length + 1 + word.length() > LINE_LENGTH_MAX) {
                text.append(length == 0 ? "" : "\n").append(prefix).append(word);
                length = prefix.length() + word.length();
            } else {
                text.append(' ').append(word);
                length += 1 + word.length();
            }
        }
        text.append('\n');
    }
}
