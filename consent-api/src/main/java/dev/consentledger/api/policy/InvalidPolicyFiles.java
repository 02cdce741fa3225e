package dev.consentledger.api.policy;

import java.io.Serial;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The policies or sites have mistakes, and the service must not start. Names all of them at once.
 */
public final class InvalidPolicyFiles extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient List<PolicyFileProblem> problems;

    public InvalidPolicyFiles(List<PolicyFileProblem> problems) {
        this(new TreeSet<>(problems));
    }

    /** Two that say the same on one line are one. */
    private InvalidPolicyFiles(TreeSet<PolicyFileProblem> problems) {
        super(
                problems.stream()
                        .map(PolicyFileProblem::toString)
                        .collect(Collectors.joining("\n", heading(problems.size()), "")));
        this.problems = List.copyOf(problems);
    }

    /** By file and line. */
    public List<PolicyFileProblem> problems() {
        return problems;
    }

    private static String heading(int count) {
        return (count == 1 ? "There is 1 mistake" : "There are " + count + " mistakes")
                + " in the policies or sites; nothing was started.\n";
    }
}
