package dev.consentledger.api;

import dev.consentledger.core.entry.KeyedHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the secret under which receipt codes are made: one line of hexadecimal or base64 text. */
final class ReceiptKeyFile {

    private static final String ADVICE =
            " Make one with 'openssl rand -base64 32', readable by this service only, and keep it:"
                    + " another key gives other receipt codes.";

    private ReceiptKeyFile() {}

    /**
     * The secret's bytes.
     *
     * @throws CannotStart when there is no such file or what is in it is no key
     */
    static byte[] read(Optional<String> setting) {
        if (setting.isEmpty()) {
            throw new CannotStart(
                    "CONSENT_RECEIPT_KEY_FILE is not set. Set it to the file with the receipt key."
                            + ADVICE);
        }
        Path file = Path.of(setting.get());
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart(
                    "The receipt key %s (CONSENT_RECEIPT_KEY_FILE) cannot be read: %s.%s"
                            .formatted(file, e.getClass().getSimpleName(), ADVICE));
        }
        return KeyedHash.readKey(text)
                .orElseThrow(
                        () ->
                                new CannotStart(
                                        "The receipt key %s (CONSENT_RECEIPT_KEY_FILE) is no line of at least %d bytes in hexadecimal or base64.%s"
                                                .formatted(
                                                        file, KeyedHash.KEY_LENGTH_MIN, ADVICE)));
    }
}
