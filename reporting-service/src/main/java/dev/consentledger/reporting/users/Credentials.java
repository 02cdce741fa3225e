package dev.consentledger.reporting.users;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a password as somebody sent them, who may be anybody. */
public record Credentials(String name, String password) {

    private static final char SEPARATOR = ':';

    /**
     * Reads what stands behind {@code Basic} in an {@code Authorization} header (RFC 7617, in
     * UTF-8); empty where it is something else, or the name is longer than any.
     */
    public static Optional<Credentials> parse(String basic) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int separator = text.indexOf(SEPARATOR);
        return separator < 0 || separator > User.NAME_CHARACTERS_MAX
                ? Optional.empty()
                : Optional.of(
                        new Credentials(
                                text.substring(0, separator), text.substring(separator + 1)));
    }

    /** Neither of them: a password is sometimes typed in the place of a name. */
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
