package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.NotCovered;
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
                        Lapse.of(category, grant, under)
                                .map(
                                        lapse ->
                                                new GrantEnd(
                                                        lapse.at(),
                                                        Reason.VALIDITY_OVER,
                                                        Optional.empty()))
                                .stream(),
                        replacement(category, grant, under, policies, asOf).stream())
                .filter(end -> !end.at().isAfter(asOf))
                .min(Comparator.comparing(GrantEnd::at));
    }

    /** The first policy after the one granted under that the grant does not cover. */
    private static Optional<GrantEnd> replacement(
            String category,
            PersonEntry grant,
            Optional<Policy> under,
            PoliciesInForce policies,
            Instant asOf) {
        return under.filter(policy -> policy.category(category).isPresent())
                .flatMap(
                        own ->
                                policies.notCovered(
                                        own,
                                        category,
                                        consent(grant).jurisdiction().code(),
                                        grant.effectiveAt(),
                                        asOf))
                .map(later -> end(grant, later));
    }

    private static GrantEnd end(PersonEntry grant, NotCovered later) {
        // Granted under the old version within its grace: over as soon as it is given.
        Instant from = later.since();
        Instant at = from.isAfter(grant.effectiveAt()) ? from : grant.effectiveAt();
        Reason reason =
                later.proposal().isPresent() ? Reason.CATEGORY_CHANGED : Reason.CATEGORY_GONE;
        return new GrantEnd(at, reason, later.words());
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
