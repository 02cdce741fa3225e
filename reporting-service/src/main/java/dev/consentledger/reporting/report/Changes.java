package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;
import java.util.List;
import java.util.Map;

/**
 * What a batch of entries changes.
 *
 * @param figures to be added, by what they are kept for
 * @param subjects the new choices of the subjects that have some
 * @param publications that are new
 */
public record Changes(
        Map<Cell, Figures> figures,
        Map<Hash, SubjectChoices> subjects,
        List<Publication> publications) {

    public static final Changes NONE = new Changes(Map.of(), Map.of(), List.of());

    public Changes {
        figures = Map.copyOf(figures);
        subjects = Map.copyOf(subjects);
        publications = List.copyOf(publications);
    }
}
