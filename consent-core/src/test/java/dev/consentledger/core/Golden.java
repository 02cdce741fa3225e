package dev.consentledger.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that freeze version 1. They were made by other code than this, and are only read. */
public final class Golden {

    private static final Path ROOT = Path.of("src/test/resources/golden/v1");

    private Golden() {}

    /** The plain files directly in a folder of the golden files. */
    public static Stream<Path> files(String folder) {
        return list(folder).filter(Files::isRegularFile);
    }

    /** The cases in a folder of the golden files that are folders themselves. */
    public static Stream<Path> folders(String folder) {
        return list(folder).filter(Files::isDirectory);
    }

    public static byte[] bytes(String path) {
        return bytes(ROOT.resolve(path));
    }

    public static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<byte[]> bytesIfThere(Path path) {
        return Files.exists(path) ? Optional.of(bytes(path)) : Optional.empty();
    }

    public static JsonNode json(String path) {
        return json(ROOT.resolve(path));
    }

    /** Reads a file that says what is expected, with another parser than the one under test. */
    public static JsonNode json(Path path) {
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without its ending: what is right or wrong with it. */
    public static String name(Path path) {
        return path.getFileName().toString().replace(".json", "");
    }

    private static Stream<Path> list(String folder) {
        try (Stream<Path> paths = Files.list(ROOT.resolve(folder))) {
            List<Path> sorted = paths.sorted().toList();
            return sorted.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
