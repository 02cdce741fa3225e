package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.Check.Outcome;
import java.util.List;

/**
 * A record in words as XHTML, for the PDF. Every text is escaped, and nothing in it refers to
 * anything outside. Not thread-safe.
 */
final class RecordHtml {

    /** What fits into half a row, in characters. */
    private static final int SHORT_LENGTH_MAX = 54;

    private final StringBuilder html = new StringBuilder();
    private final DrawableText drawable;

    private RecordHtml(DrawableText drawable) {
        this.drawable = drawable;
    }

    static String of(RecordInWords record, String css, DrawableText drawable) {
        return new RecordHtml(drawable).write(record, css);
    }

    private String write(RecordInWords record, String css) {
        html.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>");
        text(record.title() + ": " + record.subtitle());
        html.append("</title><meta name=\"subject\" content=\"");
        text(record.subtitle());
        html.append("\"/><style>").append(css).append("</style></head><body>");
        html.append("<div class=\"footer\">");
        text(record.title() + " · " + record.subtitle());
        html.append("</div>");
        element("h1", record.title());
        paragraph("subtitle", record.subtitle());
        record.lead().forEach(this::block);
        for (RecordInWords.Section section : record.sections()) {
            html.append("<div class=\"section\">");
            element("h2", section.title());
            section.blocks().forEach(this::block);
            html.append("</div>");
        }
        paragraph("made", record.madeOf());
        return html.append("</body></html>").toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Sentence sentence) {
            element("p", sentence.text());
        } else if (block instanceof Block.Warning warning) {
            paragraph("warning", warning.text());
        } else if (block instanceof Block.Quote quote) {
            quote(quote);
        } else if (block instanceof Block.Facts facts) {
            facts(facts);
        } else if (block instanceof Block.Table table) {
            table(table);
        }
    }

    private void quote(Block.Quote quote) {
        html.append("<div class=\"quote\" lang=\"");
        text(quote.language());
        html.append("\">");
        paragraph("heading", quote.heading());
        quote.text().lines().forEach(line -> element("p", line));
        html.append("</div>");
    }

    /** Two short facts share a row, so that a record keeps to a page where it can. */
    private void facts(Block.Facts facts) {
        html.append("<table class=\"facts\"><colgroup><col class=\"name\"/><col/>")
                .append("<col class=\"name\"/><col/></colgroup><tbody>");
        List<Block.Fact> all = facts.facts();
        int at = 0;
        while (at < all.size()) {
            html.append("<tr>");
            element("th", all.get(at).name());
            boolean two = at + 1 < all.size() && isShort(all.get(at)) && isShort(all.get(at + 1));
            if (two) {
                element("td", all.get(at).value());
                element("th", all.get(at + 1).name());
                element("td", all.get(at + 1).value());
            } else {
                html.append("<td colspan=\"3\">");
                text(all.get(at).value());
                html.append("</td>");
            }
            html.append("</tr>");
            at += two ? 2 : 1;
        }
        html.append("</tbody></table>");
    }

    private static boolean isShort(Block.Fact fact) {
        return fact.value().length() <= SHORT_LENGTH_MAX;
    }

    private void table(Block.Table table) {
        html.append("<table class=\"rows\"><thead><tr>");
        table.header().forEach(name -> element("th", name));
        html.append("</tr></thead><tbody>");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            row.forEach(this::cell);
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    /** An outcome that is not as it should be can be seen from afar. */
    private void cell(String value) {
        if (value.equals(Outcome.FAILED.term())) {
            html.append("<td class=\"failed\">");
        } else if (value.equals(Outcome.NOT_ESTABLISHED.term())) {
            html.append("<td class=\"not-established\">");
        } else {
            html.append("<td>");
        }
        text(value);
        html.append("</td>");
    }

    private void paragraph(String style, String value) {
        html.append("<p class=\"").append(style).append("\">");
        text(value);
        html.append("</p>");
    }

    private void element(String name, String value) {
        html.append('<').append(name).append('>');
        text(value);
        html.append("</").append(name).append('>');
    }

    private void text(String value) {
        drawable.of(value)
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> html.append("&amp;");
                                case '<' -> html.append("&lt;");
                                case '>' -> html.append("&gt;");
                                case '"' -> html.append("&quot;");
                                default -> html.appendCodePoint(c);
                            }
                        });
    }
}
