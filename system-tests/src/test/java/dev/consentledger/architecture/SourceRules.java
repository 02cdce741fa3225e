package dev.consentledger.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What only the sources tell. Each rule gives its violations, one line each. */
final class SourceRules {

    /** Whoever is longer is asking to be two. */
    static final int LINES_MAX = 250;

    /** The usual marks of what was put off. Split, so that this file has none. */
    private static final Pattern PUT_OFF = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private SourceRules() {}

    static List<String> longerThanAllowed(List<Path> sources) {
        return sources.stream()
                .filter(source -> lines(source).size() > LINES_MAX)
                .map(source -> "%s has %d lines".formatted(source, lines(source).size()))
                .toList();
    }

    static List<String> putOff(List<Path> sources) {
        return sources.stream().flatMap(SourceRules::putOff).toList();
    }

    private static Stream<String> putOff(Path source) {
        return lines(source).stream()
                .filter(line -> PUT_OFF.matcher(line).find())
                .map(line -> source + ": " + line.strip());
    }

    /** Public top-level types, by name, that do not say what they are. */
    static List<String> publicWithoutDocumentation(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            DocTrees documentation = DocTrees.instance(task);
            List<String> without = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .filter(SourceRules::isPublic)
                        .filter(type -> !isDocumented(documentation, unit, type))
                        .forEach(type -> without.add(unit.getSourceFile().getName()));
            }
            return without;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean isDocumented(
            DocTrees documentation, CompilationUnitTree unit, Tree type) {
        return documentation.getDocComment(TreePath.getPath(unit, type)) != null;
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
