package dev.consentledger.reporting.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of packs. A pack has its name only once it is whole and on the disk; until then the
 * file ends in {@code .part}. Nobody but this service's user reads them. Thread-safe.
 */
public final class PackFiles {

    private static final String WHOLE = ".zip";
    private static final String PART = ".part";
    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern MADE = Pattern.compile(ID + "\\.zip");
    private static final Pattern BEGUN = Pattern.compile(ID + "\\." + ID + "(\\.rows)?\\.part");

    /** Of a maker that is gone, whoever it was: one that is there writes every second. */
    private static final Duration FORGOTTEN = Duration.ofHours(2);

    private final Path directory;

    public PackFiles(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Makes the file that a holder of a pack writes to; what was there of it is gone. */
    public Path begin(PackTask task) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        return create(part(task, ""));
    }

    /** Makes the file that a holder of a pack needs beside it. */
    public Path beginScratch(PackTask task) throws IOException {
        return create(scratch(task));
    }

    private static Path create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Gives a file that is whole its name, once it is on the disk. */
    public void finish(PackTask task) throws IOException {
        Path part = part(task, "");
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, whole(task.order().id()), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Deletes what a holder has begun. */
    public void discard(PackTask task) throws IOException {
        Files.deleteIfExists(part(task, ""));
        Files.deleteIfExists(scratch(task));
    }

    /** A pack that is whole; empty where it is not there, or on another machine. */
    public Optional<Path> find(UUID id) {
        return Optional.of(whole(id)).filter(Files::isRegularFile);
    }

    /** Deletes every pack that is not among these, and what makers who are gone have begun. */
    public void keep(Set<UUID> packs, Instant now) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!isKept(file, packs, now)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of others, who should not be here, stay. */
    private static boolean isKept(Path file, Set<UUID> packs, Instant now) throws IOException {
        String name = file.getFileName().toString();
        if (BEGUN.matcher(name).matches()) {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return changed.isAfter(now.minus(FORGOTTEN));
        }
        Matcher whole = MADE.matcher(name);
        return !whole.matches() || packs.contains(UUID.fromString(whole.group(1)));
    }

    private Path scratch(PackTask task) {
        return part(task, ".rows");
    }

    private Path part(PackTask task, String what) {
        List<String> name =
                List.of(task.order().id().toString(), task.holder().toString() + what + PART);
        return directory.resolve(String.join(".", name));
    }

    private Path whole(UUID id) {
        return directory.resolve(id + WHOLE);
    }
}
