package dev.consentledger.documentation;

import dev.consentledger.standalone.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text files of the project, without what is built and without what runs have left. */
public final class ProjectText {

    /** Not the project's own: history, builds, data of runs, what editors keep. */
    private static final Set<String> SKIPPED =
            Set.of(".git", "target", "data", ".idea", ".vscode", ".settings", "node_modules");

    private static final Path ROOT = ProjectFiles.find().root();

    private ProjectText() {}

    /** A file or directory by its path from the project's top directory. */
    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** How a file is called in a message. */
    public static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    /** All text files, in a fixed order. */
    public static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().filter(ProjectText::isText).toList();
    }

    /** All text files whose name ends so. */
    public static List<Path> files(String ending) {
        return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    public static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static boolean isText(Path file) {
        for (byte b : bytes(file)) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // In a linked work tree .git is a file. Logs and the like are ignored by git, too.
            if (attributes.isRegularFile() && !SKIPPED.contains(file.getFileName().toString())) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
