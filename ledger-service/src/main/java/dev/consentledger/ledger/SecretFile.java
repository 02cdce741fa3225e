package dev.consentledger.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret that is kept in a file, one line of at least 32 characters. */
final class SecretFile {

    private static final int LENGTH_MIN = 32;

    private final String name;
    private final String advice;

    /**
     * @param name for the operator, such as "ledger key"
     * @param variable that names the file
     */
    SecretFile(String name, String variable) {
        this.name = name;
        this.advice =
                "Name a file with %s that holds one line such as the output of 'openssl rand -hex 32'."
                        .formatted(variable);
    }

    /**
     * @throws CannotStart when there is no such secret
     */
    byte[] read(Optional<Path> file) {
        return read(
                file.orElseThrow(
                        () -> new CannotStart("There is no %s. %s".formatted(name, advice))));
    }

    /**
     * @throws CannotStart when the file has no such secret
     */
    byte[] read(Path path) {
        String secret;
        try {
            secret = Files.readString(path, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new CannotStart(
                    "The %s cannot be read from %s (%s). %s"
                            .formatted(name, path, e.getClass().getSimpleName(), advice));
        }
        if (secret.length() < LENGTH_MIN || secret.lines().count() != 1) {
            throw new CannotStart(
                    "The %s in %s is not one line of at least %d characters. %s"
                            .formatted(name, path, LENGTH_MIN, advice));
        }
        return secret.getBytes(StandardCharsets.US_ASCII);
    }
}
