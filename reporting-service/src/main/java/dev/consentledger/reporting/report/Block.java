package dev.consentledger.reporting.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What counts are kept together for: all of one report of a site in one span of time.
 *
 * @param start the beginning of the quarter hour or day
 */
public record Block(String site, String report, Grain grain, Instant start) {

    static Block of(Cell cell) {
        return new Block(cell.site(), cell.report(), cell.grain(), cell.start());
    }

    /** The same counts, block by block. */
    public static Map<Block, Map<Cell, Counts>> split(Map<Cell, Counts> counts) {
        Map<Block, Map<Cell, Counts>> blocks = new HashMap<>();
        counts.forEach(
                (cell, of) ->
                        blocks.computeIfAbsent(Block.of(cell), block -> new HashMap<>())
                                .put(cell, of));
        return blocks;
    }

    Cell cell(Dimension dimension, Slot slot) {
        return new Cell(
                report, site, slot.category(), dimension, slot.value(), slot.bot(), grain, start);
    }
}
