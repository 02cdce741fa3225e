package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.timeline.Standing.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of each entry about a person what it was, given what had taken effect before it. One object
 * walks one subject's entries; not thread-safe.
 */
public final class Timelines {

    private final Map<String, Standing> standings = new HashMap<>();

    private Timelines() {}

    /**
     * All events of one subject in order of effect, with the changes of the policy from the first
     * on.
     *
     * @param entries of one subject, in any order
     * @param until before which changes of the policy are told
     */
    public static List<TimelineEvent> of(
            Collection<PersonEntry> entries, PoliciesInForce policies, Instant until) {
        List<PersonEntry> inOrder = entries.stream().sorted().toList();
        if (inOrder.isEmpty()) {
            return List.of();
        }
        Timelines walk = new Timelines();
        List<TimelineEvent> events = new ArrayList<>();
        Instant first = inOrder.get(0).effectiveAt();
        for (Policy policy : policies.during(first, until)) {
            if (policy.inForceFrom().isAfter(first)) {
                events.add(TimelineEvent.of(policy));
            }
        }
        inOrder.forEach(entry -> events.add(TimelineEvent.of(entry, walk.happening(entry))));
        // Stable: a policy that comes into force with an event stands before it.
        events.sort(Comparator.comparing(TimelineEvent::at));
        return List.copyOf(events);
    }

    private Happening happening(PersonEntry entry) {
        return entry.entry() instanceof ActEntry act ? happening(act) : choice(entry);
    }

    private static Happening happening(ActEntry act) {
        return switch (act.act()) {
            case LINKED -> Happening.LINKED;
            case UNLINKED -> Happening.UNLINKED;
            case PLACED -> Happening.HELD;
            case LIFTED -> Happening.HOLD_LIFTED;
            case RESTRICT -> Happening.RESTRICTED;
            case UNRESTRICT -> Happening.UNRESTRICTED;
            case ERASE -> act.kind() == Kind.ERASURE ? Happening.ERASED : Happening.RETENTION_ENDED;
            case FORGET -> Happening.RETENTION_ENDED;
            case LOOK_UP,
                    NO_RECORD,
                    NOT_IDENTIFIED,
                    PROOF,
                    EXPORT,
                    OWN_RECORD,
                    CASE_OPENED,
                    CASE_CLOSED,
                    LINK_ISSUED,
                    LINK_USED,
                    LINK_REVOKED ->
                    Happening.ACCESSED;
        };
    }

    private Happening choice(PersonEntry event) {
        ConsentEntry consent = (ConsentEntry) event.entry();
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        boolean[] decidedBefore = new boolean[1];
        consent.decisions()
                .forEach(
                        (category, decision) -> {
                            Standing before = standings.getOrDefault(category, Standing.NONE);
                            decidedBefore[0] |= before.by().isPresent();
                            effects.add(take(event, category, before, decision));
                        });
        return switch (consent.action()) {
            case SHOWN -> Happening.SHOWN;
            case ACKNOWLEDGE -> Happening.ACKNOWLEDGED;
            case DISMISS -> Happening.DISMISSED;
            case IMPLIED -> Happening.IMPLIED;
            case EXPIRE -> Happening.EXPIRED;
            case ACCEPT_ALL, REJECT_ALL, SAVE, WITHDRAW, GPC, IMPORT ->
                    word(effects, decidedBefore[0]);
        };
    }

    private Effect take(
            PersonEntry event, String category, Standing before, CategoryDecision decision) {
        standings.put(category, before.after(event, decision));
        return before.effect(event, decision);
    }

    private static Happening word(Set<Effect> effects, boolean decidedBefore) {
        boolean given = effects.contains(Effect.GIVEN);
        if (given && (decidedBefore || effects.contains(Effect.WITHDRAWN))) {
            return Happening.CHANGED;
        }
        if (given) {
            return Happening.GIVEN;
        }
        if (effects.contains(Effect.WITHDRAWN)) {
            return Happening.WITHDRAWN;
        }
        if (effects.contains(Effect.RENEWED)) {
            return Happening.RENEWED;
        }
        return effects.contains(Effect.REFUSED) ? Happening.REFUSED : Happening.NOTED;
    }

    /** Whether the last word on a restriction, by place in the ledger, is that there is one. */
    public static boolean restricted(Collection<PersonEntry> entries) {
        return entries.stream()
                .filter(e -> isAct(e, Act.RESTRICT) || isAct(e, Act.UNRESTRICT))
                .max(Comparator.comparingLong(PersonEntry::index))
                .filter(e -> isAct(e, Act.RESTRICT))
                .isPresent();
    }

    private static boolean isAct(PersonEntry entry, Act act) {
        return entry.entry() instanceof ActEntry found && found.act() == act;
    }
}
