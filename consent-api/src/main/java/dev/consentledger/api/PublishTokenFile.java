package dev.consentledger.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the token that administrators show to publish: one line of at least 32 characters. */
final class PublishTokenFile {

    private static final int LENGTH_MIN = 32;
    private static final String ADVICE =
            " Make one with 'openssl rand -hex 32', readable by this service only; or do not set"
                    + " CONSENT_PUBLISH_TOKEN_FILE, and publish from files.";

    private PublishTokenFile() {}

    /**
     * The token; empty where none is set, and nobody publishes over HTTP.
     *
     * @throws CannotStart when there is no such file or what is in it is no token
     */
    static Optional<byte[]> read(Optional<String> setting) {
        return setting.map(Path::of).map(PublishTokenFile::read);
    }

    private static byte[] read(Path file) {
        String token;
        try {
            token = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new CannotStart(
                    "The token for publishing %s (CONSENT_PUBLISH_TOKEN_FILE) cannot be read: %s.%s"
                            .formatted(file, e.getClass().getSimpleName(), ADVICE));
        }
        if (token.length() < LENGTH_MIN || token.lines().count() != 1) {
            throw new CannotStart(
                    "The token for publishing %s (CONSENT_PUBLISH_TOKEN_FILE) is no line of at least %d characters.%s"
                            .formatted(file, LENGTH_MIN, ADVICE));
        }
        return token.getBytes(StandardCharsets.US_ASCII);
    }
}
