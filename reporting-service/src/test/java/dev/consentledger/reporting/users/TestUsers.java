package dev.consentledger.reporting.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of built-in users for tests, who all have the same password. */
public final class TestUsers {

    public static final String PASSWORD = "correct horse battery";

    /** Made once: a hash takes its time. */
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD, new SecureRandom());

    private TestUsers() {}

    /**
     * Writes the file.
     *
     * @param grants of each user, by name
     */
    public static Path write(Map<String, String> grants) {
        try {
            Path file = Files.createTempFile("users", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, lines(grants));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of such a file. */
    public static String lines(Map<String, String> grants) {
        return grants.entrySet().stream()
                .map(user -> new User(user.getKey(), User.grants(user.getValue()), HASH).line())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
