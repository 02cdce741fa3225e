package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ConsentEntry;
import java.util.HashMap;
import java.util.Map;

/** The counts of all reports, as long as they are added up. Not thread-safe. */
public final class Tally {

    private final Map<Block, BlockSums> blocks = new HashMap<>();

    /** Counts an event in every report. */
    public void count(ConsentEntry event) {
        String[] values = Counter.valuesOf(event);
        for (Report report : Reports.ALL) {
            report.count(event, Counter.of(this, report, event, values));
        }
    }

    void count(Turn turn) {
        for (Report report : Reports.ALL) {
            report.count(turn, Counter.of(this, report, turn));
        }
    }

    /** What is added up of a block. */
    BlockSums of(Block block) {
        return blocks.computeIfAbsent(block, b -> new BlockSums());
    }

    /** The sums of quarter hours, but for those that have come to nothing. */
    public Map<Block, BlockSums> sums() {
        Map<Block, BlockSums> sums = new HashMap<>(blocks);
        sums.values().removeIf(BlockSums::areNoughts);
        return sums;
    }
}
