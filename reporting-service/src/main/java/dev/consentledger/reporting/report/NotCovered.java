package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Proposal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * That a version of a policy is not covered by the consents that covered the one before it.
 *
 * @param proposal what the rule says; empty where the version does not have the category
 * @param decision the last one about this change, where there is one: it counts instead of the rule
 * @param since when it was so: with the version in force, or with the decision that said so
 */
public record NotCovered(
        Policy policy,
        Optional<Proposal> proposal,
        Optional<DecisionEntry> decision,
        Instant since) {

    /** What the rule and those who decide say; empty where consents cover the version. */
    static Optional<NotCovered> of(
            Policy policy, Proposal proposal, String category, List<DecisionEntry> decisions) {
        boolean covers = proposal.coverage() == Coverage.STILL_COVERS;
        Instant since = policy.inForceFrom();
        Optional<DecisionEntry> last = Optional.empty();
        for (DecisionEntry decision : decisions) {
            boolean coversNow = decision.coverage().get(category) == Coverage.STILL_COVERS;
            if (covers && !coversNow && decision.at().isAfter(since)) {
                since = decision.at();
            }
            covers = coversNow;
            last = Optional.of(decision);
        }
        return covers
                ? Optional.empty()
                : Optional.of(new NotCovered(policy, Optional.of(proposal), last, since));
    }

    /** Of a version that does not have the category, about which nobody can decide anything. */
    static NotCovered gone(Policy policy) {
        return new NotCovered(policy, Optional.empty(), Optional.empty(), policy.inForceFrom());
    }

    /** Why, for people; empty where the category is gone. */
    public Optional<String> words() {
        return proposal.map(
                change ->
                        "policy version "
                                + policy.version()
                                + ": "
                                + decision.map(NotCovered::words).orElseGet(change::words));
    }

    private static String words(DecisionEntry decision) {
        return "decided on "
                + LocalDate.ofInstant(decision.at(), ZoneOffset.UTC)
                + " that visitors are asked again";
    }
}
