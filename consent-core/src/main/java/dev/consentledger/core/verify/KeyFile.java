package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Private keys in files: PKCS#8 in PEM. */
final class KeyFile {

    private static final int BYTES_MAX = 4096;

    private KeyFile() {}

    static Ed25519PrivateKey read(String name) throws UsageError {
        try {
            return Ed25519PrivateKey.ofPem(new String(Inputs.read(name, BYTES_MAX), US_ASCII));
        } catch (MalformedKey e) {
            throw new UsageError("%s: %s".formatted(name, e.getMessage()));
        }
    }

    /** A new file that nobody but its owner can read, not even while it is written. */
    static void create(String name, Ed25519PrivateKey key) throws UsageError {
        Path file = Inputs.path(name);
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            throw new UsageError("this system has no files that only their owner can read");
        }
        FileAttribute<?> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> fresh =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, ownerOnly)) {
            ByteBuffer left = ByteBuffer.wrap(key.toPem().getBytes(US_ASCII));
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UsageError("%s cannot be written (%s)".formatted(name, Reasons.of(e)));
        }
    }
}
