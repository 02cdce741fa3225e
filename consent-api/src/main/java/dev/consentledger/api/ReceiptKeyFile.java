package dev.consentledger.api;

import dev.consentledger.api.intake.ReceiptCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the secret under which receipt codes are made: one line of hexadecimal or base64 text. */
final class ReceiptKeyFile {

    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");
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
        byte[] key = decode(text);
        if (key.length < ReceiptCodes.KEY_LENGTH_MIN) {
            throw new CannotStart(
                    "The receipt key %s (CONSENT_RECEIPT_KEY_FILE) is no line of at least %d bytes in hexadecimal or base64.%s"
                            .formatted(file, ReceiptCodes.KEY_LENGTH_MIN, ADVICE));
        }
        return key;
    }

    private static byte[] decode(String text) {
        try {
            return HEX.matcher(text).matches()
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
