package dev.consentledger.core.verify;

import dev.consentledger.core.proof.MalformedTrust;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.TrustFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the files that arguments name. */
final class Inputs {

    private Inputs() {}

    static Path path(String name) throws UsageError {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageError("no file is named so: " + name);
        }
    }

    /** A whole file, which is longer than its limit only by mistake. */
    static byte[] read(String name, int bytesMax) throws UsageError {
        try (InputStream in = Files.newInputStream(path(name))) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new UsageError("%s has more than %d bytes".formatted(name, bytesMax));
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageError("%s cannot be read (%s)".formatted(name, Reasons.of(e)));
        }
    }

    static Trust trust(String name) throws UsageError {
        try {
            return TrustFile.parse(read(name, TrustFile.BYTES_MAX)).trust();
        } catch (MalformedTrust e) {
            throw new UsageError("%s is no trust file: %s".formatted(name, e.getMessage()));
        }
    }
}
