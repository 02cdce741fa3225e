package dev.consentledger.api.policy;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * One mistake in a file: what is wrong and what to write instead.
 *
 * @param path the file, as the directory was given
 * @param line the line, from 1; the first one where the mistake is in the file as a whole
 * @param pointer the place in the document, as a JSON Pointer (RFC 6901); empty for the whole
 * @param message one or two sentences
 */
public record PolicyFileProblem(Path path, int line, String pointer, String message)
        implements Comparable<PolicyFileProblem> {

    private static final Comparator<PolicyFileProblem> ORDER =
            Comparator.comparing(PolicyFileProblem::path)
                    .thenComparingInt(PolicyFileProblem::line)
                    .thenComparing(PolicyFileProblem::message);

    public PolicyFileProblem {
        if (line < 1) {
            throw new IllegalArgumentException("lines are counted from 1: " + line);
        }
    }

    @Override
    public int compareTo(PolicyFileProblem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path + ":" + line + ": " + message;
    }
}
