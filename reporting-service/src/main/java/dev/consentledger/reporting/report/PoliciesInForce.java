package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.merkle.Hash;
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
import java.util.stream.Stream;

/**
 * Which of a site's policies is in force when. A version is in force until a later one is; a
 * demonstration only where no version that the site has published is. Thread-safe.
 */
public final class PoliciesInForce {

    private final List<Policy> policies;
    private final List<DecisionEntry> decisions;

    /** Many consents are about the same two versions; comparing them takes long. */
    private final Map<Step, Optional<Proposal>> proposals = new ConcurrentHashMap<>();

    /** What a proposal is about. */
    private record Step(Hash from, Hash to, String category, String jurisdiction) {}

    /** Policies of whose changes nobody has decided anything. */
    public PoliciesInForce(List<Policy> policies) {
        this(policies, List.of());
    }

    /**
     * @param decisions about their changes, in any order
     */
    public PoliciesInForce(List<Policy> policies, List<PolicyDecision> decisions) {
        this.decisions = decisions.stream().sorted().map(PolicyDecision::entry).toList();
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
     * What was decided about a category on the way from one version to another, oldest first.
     *
     * @param asOf what is decided later is not decided yet
     */
    public List<DecisionEntry> decided(Policy from, Policy to, String category, Instant asOf) {
        return decisions.stream()
                .filter(decision -> decision.coverage().containsKey(category))
                .filter(decision -> decision.from().equals(from.reference()))
                .filter(decision -> decision.to().equals(to.reference()))
                .filter(decision -> !decision.at().isAfter(asOf))
                .toList();
    }

    /**
     * The first version after another that a consent under that one ceased to cover. Each is judged
     * against the one before it, as the visitors saw them: by the rule, unless somebody has
     * decided.
     *
     * @param own the version that the consent was given under
     * @param from the versions that were in force from then on
     * @param asOf what comes later has not come
     */
    public Optional<NotCovered> notCovered(
            Policy own, String category, String jurisdiction, Instant from, Instant asOf) {
        Policy covered = own;
        Optional<NotCovered> first = Optional.empty();
        for (Policy later : during(from, asOf.plusMillis(1))) {
            if (!later.inForceFrom().isAfter(own.inForceFrom())) {
                continue;
            }
            if (first.filter(end -> !end.since().isAfter(later.inForceFrom())).isPresent()) {
                break;
            }
            // What was decided late about one step may come after what ended the next one.
            first =
                    Stream.concat(
                                    first.stream(),
                                    step(covered, later, category, jurisdiction, asOf).stream())
                            .min(Comparator.comparing(NotCovered::since));
            covered = later;
        }
        return first;
    }

    private Optional<NotCovered> step(
            Policy from, Policy to, String category, String jurisdiction, Instant asOf) {
        Optional<Proposal> proposal = proposal(from, to, category, jurisdiction);
        return proposal.isEmpty()
                ? Optional.of(NotCovered.gone(to))
                : NotCovered.of(to, proposal.get(), category, decided(from, to, category, asOf));
    }

    private Optional<Policy> latest(Instant time, Predicate<Policy> which) {
        return policies.stream()
                .filter(which)
                .filter(policy -> !policy.inForceFrom().isAfter(time))
                .reduce((earlier, later) -> later);
    }
}
