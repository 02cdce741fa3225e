package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data directory for one run. The operating system lets go when this JVM ends in whatever
 * way, so there is nothing to clean up after a crash.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory where it is missing, and holds it.
     *
     * @throws CannotStart when it cannot be written or another run holds it
     */
    static DirectoryLock hold(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isHeld(channel)) {
                channel.close();
                throw new CannotStart(
                        "Another run holds the data directory "
                                + directory
                                + ". Stop it, or give this one a directory of its own with --data.");
            }
            return new DirectoryLock(channel);
        } catch (AccessDeniedException e) {
            throw unwritable(directory, "no permission", e);
        } catch (IOException e) {
            throw unwritable(directory, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isHeld(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisJvm) {
            return false;
        }
    }

    private static CannotStart unwritable(Path directory, String why, IOException cause) {
        return new CannotStart(
                "Cannot write in the data directory "
                        + directory
                        + " ("
                        + why
                        + "). Give another one with --data, or correct its permissions.",
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
