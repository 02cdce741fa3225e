package dev.consentledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of one data directory: keys of the services and passwords of the databases. Each is
 * one line of base64url text in a file of its own that only its owner can read, made when first
 * asked for and never changed.
 */
final class Secrets {
    private static final int BYTES = 32;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    /** Where a service makes a secret by itself. */
    Path path(String name) {
        return directory.resolve(name);
    }

    /** The file that holds a secret. */
    Path file(String name) {
        return Files.exists(path(name)) ? path(name) : keep(name, random() + "\n");
    }

    /** Keeps a text as a secret that is not there yet. */
    Path keep(String name, String text) {
        try {
            if (Files.notExists(directory)) {
                Files.createDirectory(directory, OWNER_ONLY_DIRECTORY);
            }
            Path unfinished = directory.resolve(name + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ONLY);
            Files.writeString(unfinished, text);
            return Files.move(unfinished, path(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a secret in " + directory, e);
        }
    }

    /** The secret itself. */
    String value(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 32 random bytes as text. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
