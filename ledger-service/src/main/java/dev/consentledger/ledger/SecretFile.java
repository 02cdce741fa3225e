package dev.consentledger.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that is kept in a file: one line of at least 32 characters. */
record SecretFile(Path path) {

    private static final int LENGTH_MIN = 32;

    byte[] read() {
        String secret;
        try {
            secret = Files.readString(path).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the ledger key cannot be read from %s: name a readable file with CONSENT_LEDGER_KEY_FILE (%s)"
                            .formatted(path, e.getClass().getSimpleName()),
                    e);
        }
        if (secret.length() < LENGTH_MIN) {
            throw new IllegalStateException(
                    "the ledger key in %s is shorter than 32 characters: write one line such as the output of 'openssl rand -hex 32'"
                            .formatted(path));
        }
        return secret.getBytes(StandardCharsets.US_ASCII);
    }
}
