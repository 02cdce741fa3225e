package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.DecisionEntry;
import java.util.Comparator;

/**
 * A decision about a change of a site's policy, with its place in the ledger. The order is that of
 * their times, then of their places: of two about the same, the later one counts.
 */
public record PolicyDecision(int shard, long index, DecisionEntry entry)
        implements Comparable<PolicyDecision> {

    private static final Comparator<PolicyDecision> ORDER =
            Comparator.comparing((PolicyDecision decision) -> decision.entry().at())
                    .thenComparingInt(PolicyDecision::shard)
                    .thenComparingLong(PolicyDecision::index);

    @Override
    public int compareTo(PolicyDecision other) {
        return ORDER.compare(this, other);
    }
}
