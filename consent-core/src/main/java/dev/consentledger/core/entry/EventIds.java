package dev.consentledger.core.entry;

import java.util.Optional;
import java.util.UUID;

/** The spelling of an event's id: 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4). */
public final class EventIds {

    private static final String FORM = "00000000-0000-0000-0000-000000000000";

    private EventIds() {}

    /** Reads an id in either case; empty for anything that is not spelled in full. */
    public static Optional<UUID> parse(String text) {
        return hasForm(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (FORM.charAt(at) == '-' ? c != '-' : !isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
