package dev.consentledger.reporting.reconcile;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import java.util.Map;

/**
 * What the tables say of one shard, from one moment of the database.
 *
 * @param size of which entries it is: all with a lower index
 * @param root of the tree of these entries, as they were projected
 * @param days the counts of all reports, by day
 * @param wrongDays days that are not the sum of their quarter hours
 * @param wrongStandings standings that are not the number of subjects whose latest choice they are
 */
public record Snapshot(
        int shard,
        long size,
        Hash root,
        Map<Cell, Counts> days,
        long wrongDays,
        long wrongStandings) {

    public Snapshot {
        days = Map.copyOf(days);
    }
}
