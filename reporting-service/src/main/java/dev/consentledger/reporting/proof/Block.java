package dev.consentledger.reporting.proof;

import java.util.List;

/** A piece of a section of {@link RecordInWords}. */
public sealed interface Block {

    /** A sentence, or a few. */
    record Sentence(String text) implements Block {}

    /** A sentence that nobody should read past: something is wrong, or is not what it seems. */
    record Warning(String text) implements Block {}

    /** What somebody else has written, word for word: a text that the visitor was shown. */
    record Quote(String heading, String text, String language) implements Block {}

    /** Names with what they stand for. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** One name and what it stands for. */
    record Fact(String name, String value) {}

    /** Rows under a header, each as long as the header. */
    record Table(List<String> header, List<List<String>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("a row is as long as the header");
                }
            }
        }
    }
}
