package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the deployed policies and sites, in which a test makes a mistake. */
final class PolicyFolder {

    static final Path DEPLOY =
            Path.of(System.getProperty("project.root", ".."), "deploy").normalize();
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Path root;

    private PolicyFolder(Path root) {
        this.root = root;
    }

    /** Nothing but the two directories. */
    static PolicyFolder empty(Path root) {
        PolicyFolder folder = new PolicyFolder(root);
        folder.write("policies/.keep", "").write("sites/.keep", "");
        return folder;
    }

    static PolicyFolder copy(Path root) {
        PolicyFolder folder = empty(root);
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = DEPLOY.relativize(file).toString();
                if (name.startsWith("policies") || name.startsWith("sites")) {
                    folder.write(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    PolicyFolder write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PolicyFolder delete(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the first occurrence of a text that has to be there. */
    PolicyFolder replace(String file, String old, String replacement) {
        String text = text(file);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        return write(file, text.substring(0, at) + replacement + text.substring(at + old.length()));
    }

    /** The number of the first line that contains {@code part}. */
    int lineOf(String file, String part) {
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i + 1;
            }
        }
        throw new AssertionError(file + " has no line with " + part);
    }

    List<SitePolicies> read() {
        return PolicyFiles.read(root.resolve("policies"), root.resolve("sites"), NOW);
    }

    List<String> unlistedHashes() {
        return PolicyFiles.unlistedHashes(root.resolve("policies"), root.resolve("sites"), NOW);
    }

    /** What the reader finds wrong, each as {@code file:line: message} below the root. */
    List<String> problems() {
        try {
            read();
            return List.of();
        } catch (InvalidPolicyFiles e) {
            return e.problems().stream()
                    .map(p -> root.relativize(p.path()) + ":" + p.line() + ": " + p.message())
                    .toList();
        }
    }

    String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
