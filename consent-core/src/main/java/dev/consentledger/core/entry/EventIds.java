package dev.consentledger.core.entry;

import java.util.Optional;
import java.util.UUID;

/** The spelling of an event's id: 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4). */
public final class EventIds {

    private static final String FORM = "00000000-0000-0000-0000-000000000000";

    private EventIds() {}

    /** Reads an id in either case; empty for anything that is not spelled in full. */
    public static Optional<UUID> parse(String text) {
        return hasForm(text, true) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** Whether this is how {@link UUID#toString} spells an id. */
    static boolean isCanonical(String text) {
        return hasForm(text, false);
    }

    private static boolean hasForm(String text, boolean upperCase) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (FORM.charAt(at) == '-' ? c != '-' : !isHexDigit(c, upperCase)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char c, boolean upperCase) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || upperCase && c >= 'A' && c <= 'F';
    }
}
