package dev.consentledger.core.json;

import java.nio.charset.StandardCharsets;

/**
 * Walks over canonical bytes (RFC 8785) in the one order that they can have, without making a tree
 * of them. Knows ASCII without escapes only, which is nearly everything that a ledger reads; at
 * anything else it throws {@link NotThis}, and whoever walks goes the long way, by {@link
 * JsonReader}. So what it accepts is canonical, and what it does not accept is undecided. Not
 * thread-safe.
 */
public final class CanonicalText {

    private static final int DIGITS_MAX = 15;

    /** Below every limit of {@link JsonReader}, so that what is accepted here can be read there. */
    private static final int STRING_LENGTH_MAX = 16_384;

    /** One character a byte, so that positions are those of the bytes. */
    private final String text;

    private int at;

    /** Not what is walked over here; says nothing about what it is. */
    public static final class NotThis extends Exception {
        private static final long serialVersionUID = 1;
        private static final NotThis HERE = new NotThis();

        private NotThis() {
            super("", null, false, false);
        }
    }

    public CanonicalText(byte[] bytes) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public int position() {
        return at;
    }

    /** Goes over these characters, if they are here. */
    public boolean skips(String expected) {
        boolean here = text.startsWith(expected, at);
        if (here) {
            at += expected.length();
        }
        return here;
    }

    /** Goes over these characters. */
    public void skip(String expected) throws NotThis {
        if (!skips(expected)) {
            throw NotThis.HERE;
        }
    }

    /** The text between the quotation marks here. */
    public String string() throws NotThis {
        int begin = at + 1;
        skipString();
        return text.substring(begin, at - 1);
    }

    private void skipString() throws NotThis {
        skip("\"");
        int begin = at;
        int endMax = Math.min(text.length(), begin + STRING_LENGTH_MAX);
        while (at < endMax) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return;
            }
            if (c < 0x20 || c > 0x7e || c == '\\') {
                throw NotThis.HERE;
            }
            at++;
        }
        throw NotThis.HERE;
    }

    /** One digit that is not 0. */
    public int digit() throws NotThis {
        char c = peek();
        if (c < '1' || c > '9') {
            throw NotThis.HERE;
        }
        at++;
        return c - '0';
    }

    public void end() throws NotThis {
        if (at != text.length()) {
            throw NotThis.HERE;
        }
    }

    /**
     * Goes over one object.
     *
     * @param depthMax how many levels of objects and arrays it may have
     */
    public void object(int depthMax) throws NotThis {
        if (depthMax == 0) {
            throw NotThis.HERE;
        }
        skip("{");
        String before = "";
        for (boolean first = true; !skips("}"); first = false) {
            if (!first) {
                skip(",");
            }
            String name = string();
            if (!first && name.compareTo(before) <= 0) {
                throw NotThis.HERE;
            }
            before = name;
            skip(":");
            value(depthMax - 1);
        }
    }

    private void array(int depthMax) throws NotThis {
        if (depthMax == 0) {
            throw NotThis.HERE;
        }
        skip("[");
        for (boolean first = true; !skips("]"); first = false) {
            if (!first) {
                skip(",");
            }
            value(depthMax - 1);
        }
    }

    private void value(int depthMax) throws NotThis {
        switch (peek()) {
            case '"' -> skipString();
            case '{' -> object(depthMax);
            case '[' -> array(depthMax);
            case 't' -> skip("true");
            case 'f' -> skip("false");
            case 'n' -> skip("null");
            default -> number();
        }
    }

    private void number() throws NotThis {
        if (skips("0")) {
            requireNoDigit();
            return;
        }
        skips("-");
        digit();
        int digits = 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
            digits++;
        }
        if (digits > DIGITS_MAX) {
            throw NotThis.HERE;
        }
    }

    private void requireNoDigit() throws NotThis {
        if (at < text.length() && isDigit(text.charAt(at))) {
            throw NotThis.HERE;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() throws NotThis {
        if (at >= text.length()) {
            throw NotThis.HERE;
        }
        return text.charAt(at);
    }
}
