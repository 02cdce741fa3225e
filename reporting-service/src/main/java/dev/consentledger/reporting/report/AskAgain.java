package dev.consentledger.reporting.report;

import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whose grants do not cover the policy in force, by what they were made under. Thread-safe. */
public final class AskAgain {

    private final PoliciesInForce policies;
    private final Instant now;

    /** Many subjects granted the same under the same. */
    private final Map<Grant, Optional<String>> judged = new ConcurrentHashMap<>();

    private record Grant(String category, Choice.Under under) {}

    public AskAgain(PoliciesInForce policies, Instant now) {
        this.policies = policies;
        this.now = now;
    }

    /** Why a grant does not cover the policy in force, for people; empty where it does. */
    public Optional<String> because(String category, Choice.Under under) {
        return judged.computeIfAbsent(new Grant(category, under), this::judge);
    }

    private Optional<String> judge(Grant grant) {
        Choice.Under under = grant.under();
        Optional<Policy> own = policies.named(under.policy());
        if (own.isEmpty()) {
            return Optional.of("the version that it was granted under is not known");
        }
        return policies.notCovered(
                        own.get(),
                        grant.category(),
                        under.jurisdiction(),
                        own.get().inForceFrom(),
                        now)
                .map(later -> later.words().orElseGet(() -> gone(later.policy())));
    }

    private static String gone(Policy policy) {
        return "policy version %s does not have the category".formatted(policy.version());
    }
}
