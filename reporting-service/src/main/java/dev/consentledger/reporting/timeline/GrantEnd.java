package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Coverage;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Proposal;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a grant has ended although no event ended it.
 *
 * @param because what in the policy has changed, for people; empty of everything else
 */
record GrantEnd(Instant at, Reason reason, Optional<String> because) {

    /**
     * Of several things that end a grant without an event, the first that came.
     *
     * @param asOf what comes later has not come
     */
    static Optional<GrantEnd> first(
            String category, PersonEntry grant, PoliciesInForce policies, Instant asOf) {
        Optional<Policy> under = policyOf(grant, policies);
        return Stream.concat(
                        validityEnd(category, grant, under).stream(),
                        replacement(category, grant, under, policies, asOf).stream())
                .filter(end -> !end.at().isAfter(asOf))
                .min(Comparator.comparing(GrantEnd::at));
    }

    private static Optional<GrantEnd> validityEnd(
            String category, PersonEntry grant, Optional<Policy> under) {
        return under.flatMap(policy -> policy.category(category))
                .flatMap(c -> c.rule(consent(grant).jurisdiction().code()))
                .flatMap(Category.Rule::validity)
                .map(validity -> validity.endOf(grant.effectiveAt()))
                .map(end -> new GrantEnd(end, Reason.VALIDITY_OVER, Optional.empty()));
    }

    /** The first policy after the one granted under that the grant does not cover. */
    private static Optional<GrantEnd> replacement(
            String category,
            PersonEntry grant,
            Optional<Policy> under,
            PoliciesInForce policies,
            Instant asOf) {
        if (under.flatMap(policy -> policy.category(category)).isEmpty()) {
            return Optional.empty();
        }
        Policy covered = under.get();
        Instant since = covered.inForceFrom();
        for (Policy later : policies.during(grant.effectiveAt(), asOf.plusMillis(1))) {
            if (later.inForceFrom().isAfter(since)) {
                Optional<GrantEnd> end = end(category, grant, covered, later, policies);
                if (end.isPresent()) {
                    return end;
                }
                // What covers a version is judged against the next one, as the visitors saw them.
                covered = later;
            }
        }
        return Optional.empty();
    }

    private static Optional<GrantEnd> end(
            String category,
            PersonEntry grant,
            Policy covered,
            Policy later,
            PoliciesInForce policies) {
        // Granted under the old version within its grace: over as soon as it is given.
        Instant at =
                later.inForceFrom().isAfter(grant.effectiveAt())
                        ? later.inForceFrom()
                        : grant.effectiveAt();
        Optional<Proposal> proposal =
                policies.proposal(covered, later, category, consent(grant).jurisdiction().code());
        if (proposal.isEmpty()) {
            return Optional.of(new GrantEnd(at, Reason.CATEGORY_GONE, Optional.empty()));
        }
        return proposal.filter(change -> change.coverage() != Coverage.STILL_COVERS)
                .map(Proposal::words)
                .map(words -> "policy version " + later.version() + ": " + words)
                .map(words -> new GrantEnd(at, Reason.CATEGORY_CHANGED, Optional.of(words)));
    }

    private static Optional<Policy> policyOf(PersonEntry event, PoliciesInForce policies) {
        return consent(event)
                .policy()
                .flatMap(
                        seen ->
                                policies.all().stream()
                                        .filter(policy -> policy.reference().equals(seen))
                                        .findFirst());
    }

    private static ConsentEntry consent(PersonEntry event) {
        return (ConsentEntry) event.entry();
    }
}
