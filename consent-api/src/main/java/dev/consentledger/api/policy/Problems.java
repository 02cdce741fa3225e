package dev.consentledger.api.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of all files, so that they are reported together. Not thread-safe. */
final class Problems {

    /** More than anybody would read at once. */
    static final int PROBLEMS_MAX = 500;

    private final List<PolicyFileProblem> found = new ArrayList<>();

    void add(Path path, int line, String message) {
        add(new PolicyFileProblem(path, line, "", message));
    }

    /** A mistake at a place of a document. */
    void add(YamlDocument document, String pointer, String message) {
        add(new PolicyFileProblem(document.path(), document.line(pointer), pointer, message));
    }

    private void add(PolicyFileProblem problem) {
        if (found.size() < PROBLEMS_MAX && !found.contains(problem)) {
            found.add(problem);
        }
    }

    /** In the order in which they were found. */
    List<PolicyFileProblem> found() {
        return List.copyOf(found);
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidPolicyFiles(found);
        }
    }
}
