package dev.consentledger.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Servers of an earlier run that was killed: they are stopping by themselves, and the next run
 * waits for them rather than finding their ports and files taken. Each server's process id is noted
 * beside its log.
 */
public final class Leftovers {
    private static final String SUFFIX = ".pid";
    private static final Duration END_MAX = Duration.ofSeconds(70);

    private Leftovers() {}

    static void note(Path log, long pid) {
        try {
            Files.writeString(log.resolveSibling(log.getFileName() + SUFFIX), Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Blocks until the servers noted in a directory have ended.
     *
     * @throws CannotStart when one does not end
     */
    public static void awaitEnd(Path logs) {
        if (Files.notExists(logs)) {
            return;
        }
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                if (running(file).isPresent()) {
                    awaitEnd(file, running(file).get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that began after the note was written only has the same number. */
    private static Optional<ProcessHandle> running(Path file) throws IOException {
        long pid = Long.parseLong(Files.readString(file).strip());
        Instant noted = Files.getLastModifiedTime(file).toInstant();
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().startInstant().filter(noted::isAfter).isPresent());
    }

    private static void awaitEnd(Path file, ProcessHandle process) {
        try {
            process.onExit().get(END_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            String name = file.getFileName().toString().replace(".log" + SUFFIX, "");
            throw new CannotStart(
                    "The "
                            + name
                            + " of an earlier run (process "
                            + process.pid()
                            + ") does not end. Look into its log, then end it with kill.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while an earlier run was ending.", e);
        }
    }
}
