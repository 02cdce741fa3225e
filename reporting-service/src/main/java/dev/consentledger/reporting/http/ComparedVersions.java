package dev.consentledger.reporting.http;

import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The two versions of a site's policy that a request is about.
 *
 * @param from the one that is compared with, as a rule the older one
 */
record ComparedVersions(Policy from, Policy to) {

    /**
     * The versions of these names; without names the one in force, and the one that was before it.
     */
    static ComparedVersions of(
            PoliciesInForce policies, Optional<String> from, Optional<String> to, Instant now) {
        Policy newer =
                to.map(version -> named(policies, version))
                        .orElseGet(
                                () ->
                                        policies.at(now)
                                                .orElseThrow(
                                                        () ->
                                                                unknown(
                                                                        policies,
                                                                        "No version is in force.")));
        Policy older =
                from.map(version -> named(policies, version))
                        .orElseGet(() -> before(policies, newer));
        return new ComparedVersions(older, newer);
    }

    /** Two versions by their names. */
    static ComparedVersions named(PoliciesInForce policies, String from, String to) {
        return new ComparedVersions(named(policies, from), named(policies, to));
    }

    private static Policy named(PoliciesInForce policies, String version) {
        return policies.named(version)
                .orElseThrow(() -> unknown(policies, "There is no version of this name."));
    }

    private static Policy before(PoliciesInForce policies, Policy policy) {
        return policies.before(policy)
                .orElseThrow(
                        () ->
                                unknown(
                                        policies,
                                        "There is no version before %s to compare it with."
                                                .formatted(policy.version())));
    }

    private static RuntimeException unknown(PoliciesInForce policies, String detail) {
        List<String> known = policies.all().stream().map(Policy::version).toList();
        return Problems.unknownPolicyVersion(detail, known);
    }
}
