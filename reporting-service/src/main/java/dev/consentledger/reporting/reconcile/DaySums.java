package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds quarter hours up and compares the sums with the days. Not thread-safe. */
public final class DaySums {

    private final DayZones zones;
    private final Map<Block, BlockCounts> notSeen;
    private final Map<Cell, Counts> sum = new HashMap<>();
    private Optional<Block> day = Optional.empty();
    private long wrong;

    /**
     * @param zones in which the days begin
     * @param days all of them
     */
    public DaySums(DayZones zones, Map<Block, BlockCounts> days) {
        this.zones = zones;
        this.notSeen = new HashMap<>(days);
    }

    /** Adds a quarter hour; those of one day come one after the other. */
    public void add(Block quarter, BlockCounts counts) {
        Block ofDay = zones.day(quarter);
        if (!day.equals(Optional.of(ofDay))) {
            endDay();
            day = Optional.of(ofDay);
        }
        counts.cells(quarter)
                .forEach((cell, more) -> sum.merge(zones.day(cell), more, Counts::plus));
    }

    private void endDay() {
        if (day.isEmpty()) {
            return;
        }
        BlockCounts counts =
                Optional.ofNullable(notSeen.remove(day.get())).orElse(BlockCounts.NONE);
        if (!counts.equals(BlockCounts.NONE.plus(sum))) {
            wrong++;
        }
        sum.clear();
    }

    /** How many days are not the sum of their quarter hours, once all of these were added. */
    public long wrong() {
        endDay();
        day = Optional.empty();
        return wrong
                + notSeen.values().stream()
                        .filter(counts -> !counts.equals(BlockCounts.NONE))
                        .count();
    }
}
