package dev.consentledger.core.entry;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The spelling of an event's id: 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4). */
public final class EventIds {

    private static final Pattern SPELLING =
            Pattern.compile(
                    "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private EventIds() {}

    /** Reads an id in either case; empty for anything that is not spelled in full. */
    public static Optional<UUID> parse(String text) {
        return SPELLING.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
