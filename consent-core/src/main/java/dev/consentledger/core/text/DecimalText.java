package dev.consentledger.core.text;

import java.util.OptionalLong;

/**
 * Whole numbers from 0 to 2<sup>63</sup> - 1 in ASCII digits: no sign, no leading zero but in 0
 * itself. Pure.
 */
public final class DecimalText {

    private static final int DIGITS_MAX = 19;

    private DecimalText() {}

    /** The number that is spelled so; absent where it is no spelling, or too large. */
    public static OptionalLong read(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX || !text.chars().allMatch(c -> digit(c))) {
            return OptionalLong.empty();
        }
        if (text.length() > 1 && text.charAt(0) == '0') {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Not {@link Character#isDigit}, which knows the digits of many scripts. */
    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
