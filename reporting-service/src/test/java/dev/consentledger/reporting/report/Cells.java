package dev.consentledger.reporting.report;

import java.util.HashMap;
import java.util.Map;

/** Counts one by one, as those who count differently have them. */
public final class Cells {

    private Cells() {}

    /** Those of blocks. */
    public static Map<Cell, Counts> of(Map<Block, BlockSums> blocks) {
        Map<Cell, Counts> cells = new HashMap<>();
        blocks.forEach(
                (block, sums) -> {
                    for (Dimension dimension : Dimension.values()) {
                        sums.by(dimension)
                                .forEach((slot, of) -> cells.put(block.cell(dimension, slot), of));
                    }
                });
        return cells;
    }

    /** The same in blocks. */
    public static Map<Block, BlockSums> blocks(Map<Cell, Counts> cells) {
        Map<Block, BlockSums> blocks = new HashMap<>();
        cells.forEach(
                (cell, counts) ->
                        blocks.computeIfAbsent(
                                        new Block(
                                                cell.site(),
                                                cell.report(),
                                                cell.grain(),
                                                cell.start()),
                                        block -> new BlockSums())
                                .add(
                                        cell.dimension(),
                                        new Slot(cell.category(), cell.value(), cell.bot()),
                                        counts));
        return blocks;
    }

    /** The cell of the day that a quarter hour's is a part of. */
    public static Cell day(DayZones zones, Cell quarter) {
        Block of = new Block(quarter.site(), quarter.report(), quarter.grain(), quarter.start());
        Slot slot = new Slot(quarter.category(), quarter.value(), quarter.bot());
        return zones.day(of).cell(quarter.dimension(), slot);
    }
}
