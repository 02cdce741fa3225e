package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of entries changes.
 *
 * @param counts to be added, of quarter hours; nobody adds to them any more
 * @param subjects the new choices of the subjects that have some
 * @param newcomers those of them who had none before, or none any more
 * @param standings by how many there are more subjects that stand so now
 * @param forgotten subjects whose choices so far are to be forgotten, before the new ones are kept
 * @param people where to find the entries about each person
 * @param publications that are new
 * @param decisions about changes of policies that are new, by index
 */
public record Changes(
        Map<Block, BlockSums> counts,
        Map<Hash, SubjectChoices> subjects,
        Set<Hash> newcomers,
        Map<StandingCell, Long> standings,
        Set<Hash> forgotten,
        People people,
        List<Publication> publications,
        Map<Long, DecisionEntry> decisions) {

    public static final Changes NONE =
            new Changes(
                    Map.of(),
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    Set.of(),
                    People.NONE,
                    List.of(),
                    Map.of());

    public Changes {
        counts = Map.copyOf(counts);
        subjects = Map.copyOf(subjects);
        newcomers = Set.copyOf(newcomers);
        standings = Map.copyOf(standings);
        forgotten = Set.copyOf(forgotten);
        publications = List.copyOf(publications);
        decisions = Map.copyOf(decisions);
    }
}
