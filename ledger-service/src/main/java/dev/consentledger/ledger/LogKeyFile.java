package dev.consentledger.ledger;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the private key that signs the checkpoints: PKCS#8 in PEM, which nobody but its
 * owner may read.
 */
final class LogKeyFile {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private final Path file;

    LogKeyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * The key; absent where there is no such file.
     *
     * @throws CannotSign where there is one, and it is not to be used
     */
    Optional<Ed25519PrivateKey> read() throws CannotSign {
        try {
            String pem = Files.readString(file);
            requirePrivate();
            return Optional.of(Ed25519PrivateKey.ofPem(pem));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotSign(
                    "the log key cannot be read from %s (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        } catch (MalformedKey e) {
            throw new CannotSign("the log key in %s is none: %s".formatted(file, e.getMessage()));
        }
    }

    private void requirePrivate() throws IOException, CannotSign {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
            throw new CannotSign(
                    "the log key in %s can be reached by others than its owner (%s): run 'chmod 600 %s', and consider whether somebody has read it"
                            .formatted(file, PosixFilePermissions.toString(permissions), file));
        }
    }

    /**
     * Makes a key where there is no file, and reads what is there then: of two instances that make
     * one at once, both use that of the first.
     *
     * @throws CannotSign where it cannot be made
     */
    Ed25519PrivateKey make() throws CannotSign {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path fresh = Files.createTempFile(folder, "log-key", ".new", OWNER_ONLY);
            try {
                Files.writeString(fresh, Ed25519PrivateKey.generate(new SecureRandom()).toPem());
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                // Unlike a rename, a link never takes the place of a file that is there.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                // Another instance was faster.
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new CannotSign(
                    "the log key cannot be made in %s (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        }
        return read().orElseThrow(() -> new CannotSign("the log key in " + file + " is gone"));
    }
}
