package dev.consentledger.api.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hashes under which documents were first published, from {@code published.sha256}. A hash is
 * compared and never recomputed: a document that has another one was changed after it was
 * published.
 */
final class PublishedHashes {

    /** The list, in the directory of the policies. */
    static final String FILE = "published.sha256";

    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) {2}([^/# ]+/[^/# ]+\\.yaml#(?:policy|banner))");

    private record Frozen(String sha256, int line) {}

    private final Path file;
    private final Problems problems;
    private final Map<String, Frozen> frozen = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    private PublishedHashes(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads the list; one that is not there yet is empty. */
    static PublishedHashes read(Path policies, Problems problems) {
        Path file = policies.resolve(FILE);
        PublishedHashes hashes = new PublishedHashes(file, problems);
        if (Files.exists(file)) {
            hashes.readLines();
        }
        return hashes;
    }

    /** Refuses a document that is listed with another hash. */
    void check(YamlDocument source, String name, String sha256) {
        seen.add(name);
        Frozen listed = frozen.get(name);
        if (listed != null && !listed.sha256().equals(sha256)) {
            problems.add(
                    source.path(),
                    1,
                    ("%s was published with the hash %s and now has %s. Restore this file, and"
                                    + " publish the change as a new version in a file of its own.")
                            .formatted(name, listed.sha256(), sha256));
        }
    }

    /** True when the document is in the list. */
    boolean lists(String name) {
        return frozen.containsKey(name);
    }

    /** Marks the documents of a file that has other mistakes, so that it does not count as gone. */
    void skip(String fileName) {
        seen.add(fileName + "#policy");
        seen.add(fileName + "#banner");
    }

    /** Refuses listed documents that are gone: somebody's proof may need them. */
    void checkAllSeen() {
        frozen.forEach(
                (name, listed) -> {
                    if (!seen.contains(name)) {
                        problems.add(
                                file,
                                listed.line(),
                                name + " was published and its file is gone; restore the file.");
                    }
                });
    }

    private void readLines() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = LINE.matcher(lines.get(i));
            if (lines.get(i).isBlank()) {
                continue;
            }
            if (!matcher.matches()) {
                problems.add(
                        file,
                        i + 1,
                        "expected '<hash>  <site>/<version>.yaml#policy' or '#banner'; restore the line.");
            } else if (frozen.put(matcher.group(2), new Frozen(matcher.group(1), i + 1)) != null) {
                problems.add(file, i + 1, matcher.group(2) + " is listed twice; restore the list.");
            }
        }
    }
}
