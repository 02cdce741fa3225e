package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many subjects stand where now, as changes of it. */
final class Standings {

    private final Map<StandingCell, Long> moved = new HashMap<>();

    private Standings() {}

    /**
     * What a batch has moved; nothing that came back to where it was.
     *
     * @param known choices before it
     * @param changed choices after it, of those that have others
     * @param forgotten who has none of those before it any more
     */
    static Map<StandingCell, Long> moved(
            Map<Hash, SubjectChoices> known,
            Map<Hash, SubjectChoices> changed,
            Set<Hash> forgotten) {
        Standings standings = new Standings();
        known.forEach(
                (subject, choices) -> {
                    if (changed.containsKey(subject) || forgotten.contains(subject)) {
                        standings.add(choices, -1);
                    }
                });
        changed.values().forEach(choices -> standings.add(choices, 1));
        standings.moved.values().removeIf(by -> by == 0);
        return standings.moved;
    }

    private void add(SubjectChoices choices, long by) {
        choices.byCategory()
                .forEach(
                        (category, history) ->
                                history.latest()
                                        .map(latest -> cell(choices.site(), category, latest))
                                        .ifPresent(cell -> moved.merge(cell, by, Long::sum)));
    }

    private static StandingCell cell(String site, String category, Choice latest) {
        return new StandingCell(site, category, latest.standing(), latest.under());
    }
}
