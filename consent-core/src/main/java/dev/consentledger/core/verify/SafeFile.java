package dev.consentledger.core.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files that are there whole, or as they were before, even where the power is cut. */
final class SafeFile {

    private SafeFile() {}

    /** Puts the file in the place of the one before it; on the disk when this returns. */
    static void replace(Path file, byte[] bytes) {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new Unavailable("%s cannot be written (%s)".formatted(file, Reasons.of(e)));
        }
    }

    /** The file; absent where it is not there. */
    static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("%s cannot be read (%s)".formatted(file, Reasons.of(e)));
        }
    }

    /** The folder, made if it is not there. */
    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Unavailable("%s cannot be made (%s)".formatted(folder, Reasons.of(e)));
        }
    }
}
