package dev.consentledger.reporting.reconcile;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.DayZones;
import java.util.Map;

/**
 * What the tables say of one shard, from one moment of the database.
 *
 * @param size of which entries it is: all with a lower index
 * @param root of the tree of these entries, as they were projected
 * @param zones in which the days begin
 * @param days the counts of all reports
 * @param wrongDays blocks of days that are not the sum of those of their quarter hours
 * @param wrongStandings standings that are not the number of subjects whose latest choice they are
 */
public record Snapshot(
        int shard,
        long size,
        Hash root,
        DayZones zones,
        Map<Block, BlockCounts> days,
        long wrongDays,
        long wrongStandings) {

    public Snapshot {
        days = Map.copyOf(days);
    }
}
