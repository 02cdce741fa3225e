package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the consents of one person ended. A grant ends with the next event that decides on its
 * category, with its validity, or with a policy that it does not cover, whichever comes first; a
 * consent with the last of its grants. Whatever grants nothing has ended when it happened: nobody
 * acts on it afterwards, so nobody has to show it for longer. One object walks one person's events;
 * not thread-safe.
 */
public final class Ends {

    private final PoliciesInForce policies;
    private final Instant asOf;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, PersonEntry> grants = new HashMap<>();
    private final Map<PersonEntry, Instant> ends = new HashMap<>();

    private Ends(PoliciesInForce policies, Instant asOf) {
        this.policies = policies;
        this.asOf = asOf;
    }

    /**
     * The ends that have come.
     *
     * @param entries of one subject, in any order
     * @param policies of the site
     * @param asOf what takes effect later has not happened
     * @return by consent; those that still count have none
     */
    public static Map<PersonEntry, Instant> of(
            Collection<PersonEntry> entries, PoliciesInForce policies, Instant asOf) {
        List<PersonEntry> events =
                entries.stream()
                        .filter(entry -> entry.entry() instanceof ConsentEntry)
                        .filter(entry -> !entry.effectiveAt().isAfter(asOf))
                        .sorted()
                        .toList();
        Ends walk = new Ends(policies, asOf);
        events.forEach(walk::take);
        return walk.all();
    }

    private void take(PersonEntry event) {
        ends.put(event, event.effectiveAt());
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
        if (granted != null) {
            end(granted, unforced(category, granted, event.effectiveAt()));
        }
        if (effect == Standing.Effect.GIVEN || effect == Standing.Effect.RENEWED) {
            grants.put(category, event);
        }
    }

    private Instant unforced(String category, PersonEntry grant, Instant otherwise) {
        return GrantEnd.first(category, grant, policies, otherwise)
                .map(GrantEnd::at)
                .orElse(otherwise);
    }

    private void end(PersonEntry consent, Instant at) {
        ends.merge(consent, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private Map<PersonEntry, Instant> all() {
        Set<PersonEntry> counting = new HashSet<>();
        grants.forEach(
                (category, grant) ->
                        GrantEnd.first(category, grant, policies, asOf)
                                .map(GrantEnd::at)
                                .ifPresentOrElse(at -> end(grant, at), () -> counting.add(grant)));
        ends.keySet().removeAll(counting);
        return Map.copyOf(ends);
    }
}
