package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of entries changes.
 *
 * @param figures to be added, by what they are kept for
 * @param subjects the new choices of the subjects that have some
 * @param forgotten subjects whose choices so far are to be forgotten, before the new ones are kept
 * @param people where to find the entries about each person
 * @param publications that are new
 */
public record Changes(
        Map<Cell, Figures> figures,
        Map<Hash, SubjectChoices> subjects,
        Set<Hash> forgotten,
        People people,
        List<Publication> publications) {

    public static final Changes NONE =
            new Changes(Map.of(), Map.of(), Set.of(), People.NONE, List.of());

    public Changes {
        figures = Map.copyOf(figures);
        subjects = Map.copyOf(subjects);
        forgotten = Set.copyOf(forgotten);
        publications = List.copyOf(publications);
    }
}
