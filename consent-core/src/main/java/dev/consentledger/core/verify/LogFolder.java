package dev.consentledger.core.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A log's prefix as a folder. */
record LogFolder(Path folder) implements LogFiles {

    @Override
    public Optional<byte[]> read(String path, int bytesMax) {
        try (SeekableByteChannel file = Files.newByteChannel(folder.resolve(path))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), bytesMax + 1L));
            while (bytes.hasRemaining()) {
                if (file.read(bytes) < 0) {
                    throw new Unavailable(path + " became shorter while it was read");
                }
            }
            return Optional.of(bytes.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("%s cannot be read (%s)".formatted(path, Reasons.of(e)));
        }
    }

    @Override
    public int readsAtOnce() {
        return 1;
    }
}
