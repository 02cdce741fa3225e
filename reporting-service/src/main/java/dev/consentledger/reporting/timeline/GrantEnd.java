package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** That a grant has ended although no event ended it. */
record GrantEnd(Instant at, Reason reason) {

    /**
     * Of several things that end a grant without an event, the first that came.
     *
     * @param asOf what comes later has not come
     */
    static Optional<GrantEnd> first(
            String category, PersonEntry grant, PoliciesInForce policies, Instant asOf) {
        Optional<Policy> under = policyOf(grant, policies);
        return Stream.concat(
                        Lapse.of(category, grant, under)
                                .map(lapse -> new GrantEnd(lapse.at(), Reason.VALIDITY_OVER))
                                .stream(),
                        replacement(category, grant, under, policies, asOf).stream())
                .filter(end -> !end.at().isAfter(asOf))
                .min(Comparator.comparing(GrantEnd::at));
    }

    /** The first policy after the one granted under that says something else of the category. */
    private static Optional<GrantEnd> replacement(
            String category,
            PersonEntry grant,
            Optional<Policy> under,
            PoliciesInForce policies,
            Instant asOf) {
        Optional<Category> granted = under.flatMap(policy -> policy.category(category));
        if (granted.isEmpty()) {
            return Optional.empty();
        }
        Instant since = under.get().inForceFrom();
        return policies.during(grant.effectiveAt(), asOf.plusMillis(1)).stream()
                .filter(policy -> policy.inForceFrom().isAfter(since))
                .flatMap(policy -> end(policy, grant, category, granted.get()).stream())
                .findFirst();
    }

    private static Optional<GrantEnd> end(
            Policy later, PersonEntry grant, String category, Category granted) {
        Optional<Category> now = later.category(category);
        if (now.filter(c -> c.sha256().equals(granted.sha256())).isPresent()) {
            return Optional.empty();
        }
        // Granted under the old version within its grace: over as soon as it is given.
        Instant at =
                later.inForceFrom().isAfter(grant.effectiveAt())
                        ? later.inForceFrom()
                        : grant.effectiveAt();
        return Optional.of(
                new GrantEnd(at, now.isPresent() ? Reason.CATEGORY_CHANGED : Reason.CATEGORY_GONE));
    }

    static Optional<Policy> policyOf(PersonEntry event, PoliciesInForce policies) {
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
