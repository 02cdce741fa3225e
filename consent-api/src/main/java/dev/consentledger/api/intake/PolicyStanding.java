package dev.consentledger.api.intake;

import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.policy.SiteCatalog.Force;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which policy an event is judged by: the version that it names, else the one in force at the time.
 *
 * @param site whose policies they are
 * @param name as the client gave it
 * @param named the version of that name, if the site has it
 * @param judgedBy the version whose categories count
 * @param at the time at which it has to be in force
 */
record PolicyStanding(
        SiteCatalog site, VersionName name, Optional<Policy> named, Policy judgedBy, Instant at) {

    static PolicyStanding of(SiteCatalog site, VersionName name, Instant at) {
        Optional<Policy> named = name.legal().flatMap(site::policy);
        return new PolicyStanding(site, name, named, named.orElseGet(() -> site.inForceAt(at)), at);
    }

    /** What the entry says of it: without a hash where the site has no such version. */
    Optional<DocumentReference> reference() {
        return name.legal()
                .map(
                        version ->
                                named.map(Policy::reference)
                                        .orElseGet(
                                                () ->
                                                        new DocumentReference(
                                                                version, Optional.empty())));
    }

    Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (named.isEmpty()) {
            flags.add(Flag.POLICY_UNKNOWN);
        } else {
            Force force = site.force(named.get(), at);
            if (force == Force.GRACE || force == Force.RETIRED) {
                flags.add(Flag.POLICY_RETIRED);
            }
        }
        return flags;
    }

    /** A grant counts only under a version that the site has and that still counted. */
    void requireForGrant() throws Rejected {
        String pointer = "/policyVersion";
        if (name instanceof VersionName.Absent) {
            throw new Rejected(
                    Rejection.at(
                                    pointer,
                                    ProblemType.MISSING_FIELD,
                                    "A grant has to name the policy version that the visitor was"
                                            + " shown. Send 'policyVersion'.")
                            .with("policyVersions", site.acceptedAt(at)));
        }
        if (named.isEmpty()) {
            throw new Rejected(
                    Rejection.at(
                                    pointer,
                                    ProblemType.UNKNOWN_POLICY_VERSION,
                                    "The site has published no such version. Send the one that the"
                                            + " visitor was shown, or publish it first.")
                            .with("policyVersions", site.acceptedAt(at)));
        }
        Force force = site.force(named.get(), at);
        if (force == Force.FUTURE || force == Force.RETIRED) {
            throw new Rejected(
                    Rejection.at(
                                    pointer,
                                    ProblemType.POLICY_NOT_IN_FORCE,
                                    force == Force.FUTURE
                                            ? "The version was not yet in force when this happened."
                                                    + " Check the client's clock, or ask under a version of"
                                                    + " 'policyVersions'."
                                            : "The version was replaced longer ago than the site's"
                                                    + " grace allows. Ask again under a version of"
                                                    + " 'policyVersions'.")
                            .with("policyVersions", site.acceptedAt(at)));
        }
    }
}
