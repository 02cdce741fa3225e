package dev.consentledger.api.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a YAML 1.1 file into a JSON tree, without ever making an object of what it says. Only
 * strings, whole numbers, true, false, lists and mappings are let through: each has one canonical
 * spelling.
 */
final class YamlReader {

    /** Sixty times the largest catalog that we know; a limit, so that no file can fill the heap. */
    static final int FILE_BYTES_MAX = 1 << 20;

    /** Deeper than the formats go. */
    static final int DEPTH_MAX = 16;

    private final Problems problems;

    YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The document; empty when the file cannot be used, with the reason among the problems. */
    Optional<YamlDocument> read(Path path) {
        Optional<String> text = text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Node node = yaml().compose(new StringReader(text.get()));
            if (node == null) {
                problems.add(path, 1, "the file is empty; write the document or remove the file.");
                return Optional.empty();
            }
            return new YamlTree(path, problems).document(node);
        } catch (MarkedYAMLException e) {
            problems.add(path, line(e), "this is not YAML: " + reason(e) + ".");
        } catch (YAMLException e) {
            problems.add(path, 1, "this is not YAML: " + firstLine(e.getMessage()) + ".");
        }
        return Optional.empty();
    }

    private Optional<String> text(Path path) {
        try {
            if (Files.size(path) > FILE_BYTES_MAX) {
                problems.add(path, 1, "the file is larger than " + FILE_BYTES_MAX + " bytes.");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            problems.add(path, 1, "the file is not UTF-8; save it in that encoding.");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(FILE_BYTES_MAX);
        return new Yaml(new SafeConstructor(options));
    }

    private static int line(MarkedYAMLException e) {
        if (e.getProblemMark() != null) {
            return e.getProblemMark().getLine() + 1;
        }
        return e.getContextMark() == null ? 1 : e.getContextMark().getLine() + 1;
    }

    private static String reason(MarkedYAMLException e) {
        String reason = firstLine(e.getProblem());
        if (reason.startsWith("mapping values are not allowed")) {
            return reason + " (put a text that contains a colon in quotes)";
        }
        return reason;
    }

    private static String firstLine(String message) {
        String text = message == null ? "unknown fault" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
