package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Coverage;
import dev.consentledger.core.policy.FreshConsent;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Proposal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which of a site's policies is in force when. A version is in force until a later one is; a
 * demonstration only where no version that the site has published is. Thread-safe.
 */
public final class PoliciesInForce {

    private final List<Policy> policies;

    /** Many consents are about the same two versions; comparing them takes long. */
    private final Map<Step, Optional<Proposal>> proposals = new ConcurrentHashMap<>();

    /** What a proposal is about. */
    private record Step(Hash from, Hash to, String category, String jurisdiction) {}

    public PoliciesInForce(List<Policy> policies) {
        this.policies =
                policies.stream()
                        .sorted(
                                Comparator.comparing(Policy::inForceFrom)
                                        .thenComparing(Policy::publishedAt))
                        .toList();
    }

    /** All versions that are known, oldest first. */
    public List<Policy> all() {
        return policies;
    }

    public Optional<Policy> at(Instant time) {
        return latest(time, policy -> !policy.demonstration())
                .or(() -> latest(time, Policy::demonstration));
    }

    /** The versions in force at some time in the period, {@code to} not in it; oldest first. */
    public List<Policy> during(Instant from, Instant to) {
        Set<Policy> found = new LinkedHashSet<>();
        at(from).ifPresent(found::add);
        policies.stream()
                .map(Policy::inForceFrom)
                .filter(start -> start.isAfter(from) && start.isBefore(to))
                .forEach(start -> at(start).ifPresent(found::add));
        return List.copyOf(found);
    }

    public Optional<Policy> named(String version) {
        return policies.stream().filter(policy -> policy.version().equals(version)).findFirst();
    }

    /** The versions that are or were in force, or will be, in their order. */
    public List<Policy> inOrder() {
        return during(Instant.EPOCH, Instant.MAX);
    }

    /** The version that was in force until this one was. */
    public Optional<Policy> before(Policy policy) {
        return inOrder().stream()
                .filter(other -> other.inForceFrom().isBefore(policy.inForceFrom()))
                .reduce((earlier, later) -> later);
    }

    /**
     * What the rule proposes for a consent to a category, given in a jurisdiction under one
     * version.
     *
     * @return empty where the other version does not have the category
     */
    public Optional<Proposal> proposal(
            Policy from, Policy to, String category, String jurisdiction) {
        return proposals.computeIfAbsent(
                new Step(from.sha256(), to.sha256(), category, jurisdiction),
                step -> new FreshConsent(from, to).proposal(category, jurisdiction));
    }

    /**
     * The first version in force after another that a consent under that one does not cover. Each
     * is judged against the one before it, as the visitors saw them.
     *
     * @param own the version that the consent was given under
     * @param from the versions that were in force from then on
     * @param asOf what comes later has not come
     */
    public Optional<NotCovered> notCovered(
            Policy own, String category, String jurisdiction, Instant from, Instant asOf) {
        Policy covered = own;
        for (Policy later : during(from, asOf.plusMillis(1))) {
            if (!later.inForceFrom().isAfter(own.inForceFrom())) {
                continue;
            }
            Optional<Proposal> proposal = proposal(covered, later, category, jurisdiction);
            if (proposal.filter(p -> p.coverage() == Coverage.STILL_COVERS).isEmpty()) {
                return Optional.of(new NotCovered(later, proposal));
            }
            covered = later;
        }
        return Optional.empty();
    }

    /**
     * A version that a consent does not cover.
     *
     * @param proposal empty where it does not have the category
     */
    public record NotCovered(Policy policy, Optional<Proposal> proposal) {

        /** What has changed, for people; empty where the category is gone. */
        public Optional<String> words() {
            return proposal.map(
                    change -> "policy version " + policy.version() + ": " + change.words());
        }
    }

    private Optional<Policy> latest(Instant time, Predicate<Policy> which) {
        return policies.stream()
                .filter(which)
                .filter(policy -> !policy.inForceFrom().isAfter(time))
                .reduce((earlier, later) -> later);
    }
}
