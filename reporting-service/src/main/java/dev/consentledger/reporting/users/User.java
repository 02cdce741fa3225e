package dev.consentledger.reporting.users;

import dev.consentledger.reporting.access.Grant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of the built-in users, and a line of their file: {@code name grant,grant bcrypt-hash}.
 *
 * @param name as it is typed, and as it stands in the ledger for what the user did
 * @param grants one at least
 * @param password what the password is checked with
 */
public record User(String name, Set<Grant> grants, PasswordHash password) {

    /** A limit on what is remembered of names that somebody tries. */
    static final int NAME_CHARACTERS_MAX = 64;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final String SEPARATOR = ",";
    private static final int WORDS = 3;

    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name; write 1 to 64 lower-case letters, digits, dots, hyphens, underscores and @, beginning with a letter or digit"
                            .formatted(name));
        }
        grants = Set.copyOf(grants);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with what is wrong and what to write instead
     */
    static User parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length != WORDS) {
            throw new IllegalArgumentException(
                    "a line has %d words, not %d; write: name grant,grant bcrypt-hash"
                            .formatted(WORDS, words.length));
        }
        return new User(words[0], grants(words[1]), new PasswordHash(words[2]));
    }

    static Set<Grant> grants(String text) {
        return Arrays.stream(text.split(SEPARATOR, -1))
                .map(Grant::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As it is read. */
    String line() {
        String granted =
                grants.stream()
                        .map(Grant::toString)
                        .sorted()
                        .collect(Collectors.joining(SEPARATOR));
        return name + " " + granted + " " + password.text();
    }
}
