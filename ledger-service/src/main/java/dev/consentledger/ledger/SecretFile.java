package dev.consentledger.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The ledger key: a secret that is kept in a file, one line of at least 32 characters. */
final class SecretFile {

    private static final int LENGTH_MIN = 32;
    private static final String ADVICE =
            "Name a file with CONSENT_LEDGER_KEY_FILE that holds one line such as the output of 'openssl rand -hex 32'.";

    private SecretFile() {}

    /**
     * @throws CannotStart when there is no such secret
     */
    static byte[] read(Optional<Path> file) {
        Path path = file.orElseThrow(() -> new CannotStart("There is no ledger key. " + ADVICE));
        String secret;
        try {
            secret = Files.readString(path, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new CannotStart(
                    "The ledger key cannot be read from %s (%s). %s"
                            .formatted(path, e.getClass().getSimpleName(), ADVICE));
        }
        if (secret.length() < LENGTH_MIN || secret.lines().count() != 1) {
            throw new CannotStart(
                    "The ledger key in %s is not one line of at least %d characters. %s"
                            .formatted(path, LENGTH_MIN, ADVICE));
        }
        return secret.getBytes(StandardCharsets.US_ASCII);
    }
}
