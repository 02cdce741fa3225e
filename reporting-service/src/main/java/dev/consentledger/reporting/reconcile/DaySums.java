package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.BlockSums;
import dev.consentledger.reporting.report.DayZones;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes quarter hours from their days: nothing is left where each day is the sum of its quarter
 * hours. Not thread-safe.
 */
public final class DaySums {

    private final DayZones zones;
    private final Map<Block, BlockCounts> left;
    private final Set<Block> damaged = new HashSet<>();
    private BlockSums taken = new BlockSums();
    private Optional<Block> day = Optional.empty();

    /**
     * @param zones in which the days begin
     * @param days all of them
     */
    public DaySums(DayZones zones, Map<Block, BlockCounts> days) {
        this.zones = zones;
        this.left = new HashMap<>(days);
    }

    /** Takes a quarter hour; it is fast where those of one day come one after the other. */
    public void take(Block quarter, BlockCounts counts) {
        Block ofDay = zones.day(quarter);
        if (!day.equals(Optional.of(ofDay))) {
            endDay();
            day = Optional.of(ofDay);
        }
        try {
            taken.subtract(counts.sums());
        } catch (IllegalStateException e) {
            damaged.add(ofDay);
        }
    }

    private void endDay() {
        if (day.isEmpty()) {
            return;
        }
        Block ended = day.get();
        try {
            left.put(ended, left.getOrDefault(ended, BlockCounts.NONE).plus(taken));
        } catch (IllegalStateException e) {
            damaged.add(ended);
        }
        taken = new BlockSums();
    }

    /** How many days are not the sum of their quarter hours, once all of these were taken. */
    public long wrong() {
        endDay();
        day = Optional.empty();
        left.keySet().removeAll(damaged);
        return damaged.size()
                + left.values().stream().filter(counts -> !counts.equals(BlockCounts.NONE)).count();
    }
}
