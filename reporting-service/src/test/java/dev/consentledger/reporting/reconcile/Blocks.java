package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Cells;
import dev.consentledger.reporting.report.Counts;
import java.util.HashMap;
import java.util.Map;

/** Counts as the tables have them. */
final class Blocks {

    private Blocks() {}

    static Map<Block, BlockCounts> of(Map<Cell, Counts> counts) {
        Map<Block, BlockCounts> blocks = new HashMap<>();
        BlockCounts.addTo(blocks, Cells.blocks(counts));
        return blocks;
    }
}
