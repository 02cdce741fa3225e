package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The last checkpoint that a witness has cosigned of each log, in a folder: {@code <hex SHA-256 of
 * the origin>.checkpoint}. One witness at a time has the folder. A witness that loses it must not
 * go on under its key: it could cosign what contradicts what it has cosigned.
 */
final class WitnessState implements AutoCloseable {

    private final Path folder;
    private final FileChannel lock;

    /**
     * @throws Unavailable where another process has the folder
     */
    WitnessState(Path folder) {
        SafeFile.createFolder(folder);
        this.folder = folder;
        try {
            lock =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Unavailable("%s cannot be used (%s)".formatted(folder, Reasons.of(e)));
        }
        if (!locked()) {
            close();
            throw new Unavailable("another witness has the folder " + folder);
        }
    }

    private boolean locked() {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException | IOException e) {
            return false;
        }
    }

    /** How a log's origin is called in paths. */
    static String nameOf(String origin) {
        return Hash.sha256(origin.getBytes(UTF_8)).toHex();
    }

    /**
     * The last checkpoint of a log.
     *
     * @throws Unavailable where it is there and damaged
     */
    Optional<SignedCheckpoint> read(String origin) {
        Optional<byte[]> bytes = SafeFile.read(file(origin));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedCheckpoint last = SignedCheckpoint.parse(bytes.get());
            if (last.checkpoint().origin().equals(origin)) {
                return Optional.of(last);
            }
        } catch (MalformedCheckpoint e) {
            // The same as the checkpoint of another log.
        }
        throw new Unavailable("%s is damaged: restore it".formatted(file(origin)));
    }

    /** Remembers a checkpoint; on the disk when this returns. */
    void write(SignedCheckpoint cosigned) {
        SafeFile.replace(file(cosigned.checkpoint().origin()), cosigned.toBytes());
    }

    /** Keeps a checkpoint that the log has signed and that contradicts the one it has here. */
    void keepAsEvidence(SignedCheckpoint fork) {
        Path evidence = folder.resolve(nameOf(fork.checkpoint().origin()) + ".evidence");
        SafeFile.createFolder(evidence);
        // The last one only: whoever has the log's key could fill the disk else.
        SafeFile.replace(evidence.resolve("fork.checkpoint"), fork.toBytes());
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new Unavailable("%s cannot be closed (%s)".formatted(folder, Reasons.of(e)));
        }
    }

    private Path file(String origin) {
        return folder.resolve(nameOf(origin) + ".checkpoint");
    }
}
