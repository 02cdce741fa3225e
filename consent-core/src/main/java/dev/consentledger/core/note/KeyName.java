package dev.consentledger.core.note;

/** What may be the name of a key (C2SP signed-note, section "Format"). */
final class KeyName {

    private static final int NEXT_LINE = 0x85;

    private KeyName() {}

    /** Not empty, no white space of Unicode, no plus sign, no control character. */
    static boolean isValid(String name) {
        return !name.isEmpty() && name.codePoints().allMatch(KeyName::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return c >= ' '
                && c != '+'
                && c != NEXT_LINE
                && !Character.isSpaceChar(c)
                && !Character.isWhitespace(c)
                && Character.getType(c) != Character.SURROGATE;
    }
}
