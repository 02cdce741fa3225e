package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grants of one person whose validity has ended and of which no expiry is recorded yet. A grant
 * that something else has ended before has not lapsed: a refusal, a renewal, an expiry. One whose
 * policy was replaced has: nobody decided on it, and its time is over all the same. One object
 * walks one person's events; not thread-safe.
 */
public final class Lapses {

    private final PoliciesInForce policies;
    private final Instant until;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, PersonEntry> grants = new HashMap<>();
    private final List<Lapse> lapses = new ArrayList<>();

    private Lapses(PoliciesInForce policies, Instant until) {
        this.policies = policies;
        this.until = until;
    }

    /**
     * What has lapsed, in the order of time.
     *
     * @param entries of one subject, in any order
     * @param policies of the site
     * @param until what lapses later has not lapsed
     */
    public static List<Lapse> of(
            Collection<PersonEntry> entries, PoliciesInForce policies, Instant until) {
        Lapses walk = new Lapses(policies, until);
        entries.stream()
                .filter(entry -> entry.entry() instanceof ConsentEntry)
                .sorted()
                .forEach(walk::take);
        return walk.all();
    }

    private void take(PersonEntry event) {
        ((ConsentEntry) event.entry())
                .decisions()
                .forEach((category, decision) -> take(event, category, decision));
    }

    private void take(PersonEntry event, String category, CategoryDecision decision) {
        Standing before = standings.getOrDefault(category, Standing.NONE);
        Standing.Effect effect = before.effect(event, decision);
        standings.put(category, before.after(event, decision));
        if (effect == Standing.Effect.NONE) {
            return;
        }
        PersonEntry granted = grants.remove(category);
        if (granted != null && effect != Standing.Effect.EXPIRED) {
            // What happens in the very moment of the end comes before an expiry, and ends it.
            lapse(category, granted)
                    .filter(lapse -> lapse.at().isBefore(event.effectiveAt()))
                    .ifPresent(lapses::add);
        }
        if (effect == Standing.Effect.GIVEN || effect == Standing.Effect.RENEWED) {
            grants.put(category, event);
        }
    }

    private Optional<Lapse> lapse(String category, PersonEntry grant) {
        return Lapse.of(category, grant, GrantEnd.policyOf(grant, policies))
                .filter(lapse -> !lapse.at().isAfter(until));
    }

    private List<Lapse> all() {
        grants.forEach((category, grant) -> lapse(category, grant).ifPresent(lapses::add));
        return lapses.stream()
                .sorted(Comparator.comparing(Lapse::at).thenComparing(Lapse::category))
                .toList();
    }
}
