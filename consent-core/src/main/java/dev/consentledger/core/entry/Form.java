package dev.consentledger.core.entry;

import java.util.regex.Pattern;

/** The form of a kind of name. Thread-safe. */
public final class Form {

    /** A power of two, and more than a site has categories. */
    private static final int REMEMBERED = 64;

    private final Pattern pattern;
    private final String words;

    /**
     * Names that had the form, since the same few come by again and again. A thread may miss what
     * another has written, and then looks for itself.
     */
    private final String[] remembered = new String[REMEMBERED];

    Form(String regex, String words) {
        this.pattern = Pattern.compile(regex);
        this.words = words;
    }

    /** What the form is, for people: the end of a sentence that begins "expected". */
    public String words() {
        return words;
    }

    /** Whether the whole text has this form. */
    public boolean matches(String text) {
        int slot = text.hashCode() & REMEMBERED - 1;
        if (text.equals(remembered[slot])) {
            return true;
        }
        boolean matches = pattern.matcher(text).matches();
        if (matches) {
            remembered[slot] = text;
        }
        return matches;
    }
}
