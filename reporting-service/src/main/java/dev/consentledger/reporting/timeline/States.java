package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Validity;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of each category of one person at one time, from what had taken effect by then. The
 * order in which entries arrived does not matter.
 */
public final class States {

    private final List<PersonEntry> events;
    private final PoliciesInForce policies;
    private final Instant asOf;

    private States(List<PersonEntry> events, PoliciesInForce policies, Instant asOf) {
        this.events = events;
        this.policies = policies;
        this.asOf = asOf;
    }

    /**
     * The categories of the policy in force, in its order, then others that were decided on.
     *
     * @param entries of one subject, in any order; what the ledger is to have known
     * @param policies of the site
     */
    public static List<CategoryState> of(
            Collection<PersonEntry> entries, PoliciesInForce policies, Instant asOf) {
        List<PersonEntry> events =
                entries.stream()
                        .filter(entry -> entry.entry() instanceof ConsentEntry)
                        .filter(entry -> !entry.effectiveAt().isAfter(asOf))
                        .sorted()
                        .toList();
        return new States(events, policies, asOf).all();
    }

    private List<CategoryState> all() {
        Set<String> ids = new LinkedHashSet<>();
        policies.at(asOf).ifPresent(p -> p.categories().forEach(c -> ids.add(c.id())));
        events.stream()
                .flatMap(event -> consent(event).decisions().keySet().stream())
                .sorted()
                .forEach(ids::add);
        return ids.stream().map(this::state).toList();
    }

    private CategoryState state(String category) {
        Standing standing = Standing.NONE;
        for (PersonEntry event : events) {
            var decided = consent(event).decisions().get(category);
            standing = decided == null ? standing : standing.after(event, decided);
        }
        if (standing.by().isEmpty()) {
            return undecided(category, standing);
        }
        return standing.isGrant() ? granted(category, standing) : ended(category, standing);
    }

    private CategoryState undecided(String category, Standing standing) {
        Optional<PersonEntry> last = standing.undecided();
        return new CategoryState(
                category,
                Decision.NOT_ASKED,
                last.map(event -> undecided(category, event)).orElseGet(() -> unsaid(category)),
                last.map(PersonEntry::effectiveAt),
                last,
                Optional.empty());
    }

    private static Reason undecided(String category, PersonEntry event) {
        Mechanism mechanism = consent(event).decisions().get(category).mechanism();
        if (mechanism == Mechanism.EXEMPT || mechanism == Mechanism.NOTICE_ONLY) {
            return Reason.NO_CHOICE_OFFERED;
        }
        return Standing.action(event) == Action.IMPLIED ? Reason.IMPLIED : Reason.NOT_CHOSEN;
    }

    private Reason unsaid(String category) {
        if (events.isEmpty()) {
            return Reason.NO_EVENT;
        }
        String jurisdiction = consent(events.get(events.size() - 1)).jurisdiction().code();
        boolean offered =
                policies.at(asOf)
                        .flatMap(policy -> policy.category(category))
                        .filter(c -> c.offersChoice(jurisdiction))
                        .isPresent();
        return offered ? Reason.NOT_ASKED : Reason.NO_CHOICE_OFFERED;
    }

    private static CategoryState ended(String category, Standing standing) {
        PersonEntry by = standing.by().orElseThrow();
        Reason reason;
        if (Standing.isExpiry(by)) {
            reason = Reason.EXPIRED;
        } else if (standing.granted().isEmpty()) {
            reason = Reason.REFUSED;
        } else {
            reason =
                    Standing.action(by) == Action.WITHDRAW
                            ? Reason.WITHDRAWN
                            : Reason.REFUSED_LATER;
        }
        return new CategoryState(
                category,
                standing.decision(),
                reason,
                Optional.of(by.effectiveAt()),
                Optional.of(by),
                standing.granted());
    }

    /** Of several things that end a grant without an event, the first that came. */
    private CategoryState granted(String category, Standing standing) {
        PersonEntry grant = standing.by().orElseThrow();
        List<End> ends = new ArrayList<>();
        validityEnd(category, grant).ifPresent(ends::add);
        replacement(category, grant).ifPresent(ends::add);
        Optional<End> end =
                ends.stream()
                        .filter(e -> !e.at().isAfter(asOf))
                        .min(java.util.Comparator.comparing(End::at));
        return new CategoryState(
                category,
                Decision.GRANTED,
                end.map(End::reason).orElse(Reason.GRANTED),
                Optional.of(end.map(End::at).orElse(grant.effectiveAt())),
                Optional.of(grant),
                end.map(e -> grant));
    }

    private record End(Instant at, Reason reason) {}

    private Optional<End> validityEnd(String category, PersonEntry grant) {
        return policyOf(grant)
                .flatMap(policy -> policy.category(category))
                .flatMap(c -> c.rule(consent(grant).jurisdiction().code()))
                .flatMap(Category.Rule::validity)
                .map(validity -> new End(endOf(validity, grant), Reason.VALIDITY_OVER));
    }

    private static Instant endOf(Validity validity, PersonEntry grant) {
        return validity.endOf(grant.effectiveAt());
    }

    /** The first policy after the one granted under that says something else of the category. */
    private Optional<End> replacement(String category, PersonEntry grant) {
        Optional<Policy> under = policyOf(grant);
        Optional<Category> granted = under.flatMap(policy -> policy.category(category));
        if (granted.isEmpty()) {
            return Optional.empty();
        }
        return laterPolicies(under.get(), grant)
                .flatMap(policy -> end(policy, grant, category, granted.get()).stream())
                .findFirst();
    }

    private Stream<Policy> laterPolicies(Policy under, PersonEntry grant) {
        return policies.during(grant.effectiveAt(), asOf.plusMillis(1)).stream()
                .filter(policy -> policy.inForceFrom().isAfter(under.inForceFrom()));
    }

    private static Optional<End> end(
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
                new End(at, now.isPresent() ? Reason.CATEGORY_CHANGED : Reason.CATEGORY_GONE));
    }

    private Optional<Policy> policyOf(PersonEntry event) {
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
