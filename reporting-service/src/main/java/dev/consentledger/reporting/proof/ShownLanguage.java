package dev.consentledger.reporting.proof;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * In which language a text is given in a record, and why in this one.
 *
 * @param tag as the document spells it (BCP 47)
 */
public record ShownLanguage(String tag, Reason reason) {

    /** Why this language. */
    public enum Reason {
        /** The visitor's language, and the document has it. */
        THE_VISITORS("the visitor's language"),
        /** The document does not have the visitor's; this is its first. */
        NOT_THE_VISITORS("its first language, because it has none in the visitor's"),
        /** The consent names no language; this is the document's first. */
        NOT_SAID("its first language, because the consent names none");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reason in words. */
        public String words() {
            return words;
        }
    }

    /**
     * The visitor's language as the document has it, else a wider one (RFC 4647, section 3.4:
     * {@code de} for {@code de-AT}), else the document's first.
     *
     * @param offered the document's languages, at least one
     */
    static ShownLanguage choose(Optional<String> visitors, List<String> offered) {
        if (visitors.isEmpty()) {
            return new ShownLanguage(offered.get(0), Reason.NOT_SAID);
        }
        String range = visitors.get();
        while (!range.isEmpty()) {
            for (String tag : offered) {
                if (tag.equalsIgnoreCase(range)) {
                    return new ShownLanguage(tag, Reason.THE_VISITORS);
                }
            }
            range = range.substring(0, Math.max(0, range.lastIndexOf('-')));
        }
        return new ShownLanguage(offered.get(0), Reason.NOT_THE_VISITORS);
    }

    /** Such as {@code English (en)}. */
    public String words() {
        String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isEmpty() ? tag : "%s (%s)".formatted(name, tag);
    }
}
