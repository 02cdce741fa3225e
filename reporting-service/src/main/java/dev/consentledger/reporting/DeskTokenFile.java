package dev.consentledger.reporting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the token that this service shows to ledger-service: one line. */
final class DeskTokenFile {

    private DeskTokenFile() {}

    /**
     * The token; empty where no file was named, and then nobody can be looked up.
     *
     * @throws IllegalStateException with a sentence for the operator, when the file cannot be read
     */
    static Optional<String> read(Optional<Path> file) {
        return file.map(DeskTokenFile::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The desk's token %s (CONSENT_DESK_TOKEN_FILE) cannot be read: %s. Name the file that ledger-service has."
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
