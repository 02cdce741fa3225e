package dev.consentledger.reporting;

import dev.consentledger.core.entry.KeyedHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the secret under which receipt codes are made: one line of hexadecimal or base64 text. */
final class ReceiptKeyFile {

    private static final String ADVICE =
            " Name consent-api's file with CONSENT_RECEIPT_KEY_FILE: with another key nobody is"
                    + " found by their receipt code.";

    private ReceiptKeyFile() {}

    /**
     * The hash under the secret.
     *
     * @throws IllegalStateException with a sentence for the operator, when there is no such file or
     *     what is in it is no key
     */
    static KeyedHash read(Optional<Path> setting) {
        Path file =
                setting.orElseThrow(
                        () -> new IllegalStateException("There is no receipt key." + ADVICE));
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The receipt key %s cannot be read: %s.%s"
                            .formatted(file, e.getClass().getSimpleName(), ADVICE));
        }
        return KeyedHash.readKey(text)
                .map(KeyedHash::new)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The receipt key %s is no line of at least %d bytes in hexadecimal or base64.%s"
                                                .formatted(
                                                        file, KeyedHash.KEY_LENGTH_MIN, ADVICE)));
    }
}
