package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.timeline.Ends;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which evidence has reached the end of its time. Nothing is ordered that is not due: a bound stops
 * at the first consent in the order of the ledger that is not, so one that arrived late may wait
 * for those before it. Pure.
 */
public record Due(Retention retention, PoliciesInForce policies, Instant asOf) {

    /**
     * What is to be ordered about a person; nothing where nothing is due that is still there.
     *
     * @param consents all of the person's, or those with the lowest indexes
     * @param end the index behind everything that is known about the person
     * @param complete whether these are all
     */
    public List<Ending> of(Collection<Kept> consents, long end, boolean complete) {
        Map<PersonEntry, Instant> ends =
                Ends.of(consents.stream().map(Kept::consent).toList(), policies, asOf);
        if (complete
                && !consents.isEmpty()
                && bound(PartName.SUBJECT, consents, ends, end) == end) {
            return List.of(new Ending(Act.FORGET, EnumSet.allOf(PartName.class), end));
        }
        Map<Long, Set<PartName>> byBound = new TreeMap<>();
        for (PartName part : PartName.values()) {
            long bound = bound(part, consents, ends, end);
            boolean there =
                    consents.stream().anyMatch(c -> c.index() < bound && c.parts().contains(part));
            if (there) {
                byBound.computeIfAbsent(bound, b -> EnumSet.noneOf(PartName.class)).add(part);
            }
        }
        return byBound.entrySet().stream()
                .map(entry -> new Ending(Act.ERASE, entry.getValue(), entry.getKey()))
                .toList();
    }

    /** The parts of a consent of nobody's that are due and still there. */
    public Set<PartName> of(Kept guest) {
        Map<PersonEntry, Instant> ends = Ends.of(List.of(guest.consent()), policies, asOf);
        Set<PartName> due = EnumSet.noneOf(PartName.class);
        for (PartName part : guest.parts()) {
            if (isDue(part, guest, ends)) {
                due.add(part);
            }
        }
        return due;
    }

    private long bound(
            PartName part, Collection<Kept> consents, Map<PersonEntry, Instant> ends, long end) {
        return consents.stream()
                .filter(consent -> !isDue(part, consent, ends))
                .mapToLong(Kept::index)
                .min()
                .orElse(end);
    }

    private boolean isDue(PartName part, Kept kept, Map<PersonEntry, Instant> ends) {
        Instant ended = ends.get(kept.consent());
        return ended != null && !retention.dueAt(part, ended).isAfter(asOf);
    }
}
