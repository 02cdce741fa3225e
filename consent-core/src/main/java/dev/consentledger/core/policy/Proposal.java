package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Coverage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the rule would have the visitors asked again for a category.
 *
 * @param category its id
 * @param grounds all that were found, one at least; the strictest decides
 */
public record Proposal(String category, List<Ground> grounds) {

    public Proposal {
        if (grounds.isEmpty()) {
            throw new IllegalArgumentException("a proposal has a ground");
        }
        grounds = List.copyOf(grounds);
    }

    public Coverage coverage() {
        return grounds.stream()
                .map(ground -> ground.why().coverage())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The grounds that decide, in one line for people. */
    public String words() {
        return grounds.stream()
                .filter(ground -> ground.why().coverage() == coverage())
                .map(Ground::words)
                .collect(Collectors.joining("; "));
    }
}
