package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return ids.stream().map(this::state).map(s -> s.withAskAgain(askAgain(s))).toList();
    }

    /** Why a consent that there was has to be asked for again, where a choice is offered. */
    private Optional<String> askAgain(CategoryState state) {
        Optional<String> why =
                switch (state.reason()) {
                    case CATEGORY_CHANGED -> state.because();
                    case VALIDITY_OVER ->
                            Optional.of("the consent is older than the policy lets it count");
                    case EXPIRED -> Optional.of("the consent has expired");
                    case GRANTED,
                            REFUSED,
                            WITHDRAWN,
                            REFUSED_LATER,
                            CATEGORY_GONE,
                            IMPLIED,
                            NOT_CHOSEN,
                            NOT_ASKED,
                            NO_CHOICE_OFFERED,
                            NO_EVENT ->
                            Optional.empty();
                };
        return why.filter(some -> isOffered(state.category(), state.by().orElseThrow()));
    }

    private boolean isOffered(String category, PersonEntry where) {
        String jurisdiction = consent(where).jurisdiction().code();
        return policies.at(asOf)
                .flatMap(policy -> policy.category(category))
                .filter(c -> c.offersChoice(jurisdiction))
                .isPresent();
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
                Optional.empty(),
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
        boolean offered = isOffered(category, events.get(events.size() - 1));
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
                standing.granted(),
                Optional.empty());
    }

    private CategoryState granted(String category, Standing standing) {
        PersonEntry grant = standing.by().orElseThrow();
        Optional<GrantEnd> end = GrantEnd.first(category, grant, policies, asOf);
        return new CategoryState(
                category,
                Decision.GRANTED,
                end.map(GrantEnd::reason).orElse(Reason.GRANTED),
                Optional.of(end.map(GrantEnd::at).orElse(grant.effectiveAt())),
                Optional.of(grant),
                end.map(e -> grant),
                end.flatMap(GrantEnd::because));
    }

    private static ConsentEntry consent(PersonEntry event) {
        return (ConsentEntry) event.entry();
    }
}
