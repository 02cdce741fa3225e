package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Mechanism;
import java.util.List;

/**
 * The figures of a category in a period.
 *
 * @param name as the newest policy that has the category calls it; the id where none has it
 * @param mechanisms of all jurisdictions, as the policies in force in the period have them; empty
 *     where none of them has the category
 * @param exemptions what the site claims as the reason that it need not ask
 * @param figures of the period; {@code subjectsGranted} counts as of its end
 */
public record CategoryFigures(
        String id,
        String name,
        List<Mechanism> mechanisms,
        List<String> exemptions,
        Figures figures) {

    public CategoryFigures {
        mechanisms = List.copyOf(mechanisms);
        exemptions = List.copyOf(exemptions);
    }

    /** Whether a visitor had a choice: the policies offer one, or decisions were counted. */
    public boolean choice() {
        return mechanisms.stream().anyMatch(Reports::isChoice) || !figures.equals(Figures.NONE);
    }
}
