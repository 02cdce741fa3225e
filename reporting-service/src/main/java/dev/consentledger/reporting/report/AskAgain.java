package dev.consentledger.reporting.report;

import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/** Whose grants do not cover the policy in force, by what they were made under. Thread-safe. */
public record AskAgain(PoliciesInForce policies, Instant now) {

    /** Why a grant does not cover the policy in force, for people; empty where it does. */
    public Optional<String> because(String category, Choice.Under under) {
        Optional<Policy> own = policies.named(under.policy());
        if (own.isEmpty()) {
            return Optional.of("the version that it was granted under is not known");
        }
        return policies.notCovered(
                        own.get(), category, under.jurisdiction(), own.get().inForceFrom(), now)
                .map(later -> later.words().orElseGet(() -> gone(later.policy())));
    }

    private static String gone(Policy policy) {
        return "policy version %s does not have the category".formatted(policy.version());
    }
}
