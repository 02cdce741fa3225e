package dev.consentledger.reporting.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** The counts of a {@link Block}, by dimension in the bytes of {@link SlotFormat}. Immutable. */
public final class BlockCounts {

    public static final BlockCounts NONE = new BlockCounts(Map.of());

    private static final byte[] NO_SLOTS = {};

    private final Map<Dimension, byte[]> byDimension;

    /** Dimensions without counts may be missing. */
    public BlockCounts(Map<Dimension, byte[]> byDimension) {
        this.byDimension = new EnumMap<>(Dimension.class);
        byDimension.forEach(
                (dimension, bytes) -> {
                    if (bytes.length > 0) {
                        this.byDimension.put(dimension, bytes.clone());
                    }
                });
    }

    /** The bytes of one dimension; none where it has no counts. */
    public byte[] by(Dimension dimension) {
        return byDimension.getOrDefault(dimension, NO_SLOTS).clone();
    }

    /**
     * The sums.
     *
     * @param more of the same block
     */
    public BlockCounts plus(Map<Cell, Counts> more) {
        Map<Dimension, SortedMap<Slot, Counts>> sums = new EnumMap<>(Dimension.class);
        more.forEach(
                (cell, counts) ->
                        sums.computeIfAbsent(
                                        cell.dimension(),
                                        dimension -> SlotFormat.read(by(dimension)))
                                .merge(Slot.of(cell), counts, Counts::plus));
        Map<Dimension, byte[]> all = new EnumMap<>(Dimension.class);
        all.putAll(byDimension);
        sums.forEach((dimension, slots) -> all.put(dimension, SlotFormat.write(slots)));
        return new BlockCounts(all);
    }

    /** Adds to blocks, and begins those that are not there. */
    public static void addTo(Map<Block, BlockCounts> blocks, Map<Block, Map<Cell, Counts>> more) {
        more.forEach(
                (block, counts) ->
                        blocks.put(block, blocks.getOrDefault(block, NONE).plus(counts)));
    }

    /**
     * The counts one by one.
     *
     * @param block whose they are
     * @throws IllegalStateException when they are damaged
     */
    public Map<Cell, Counts> cells(Block block) {
        Map<Cell, Counts> cells = new HashMap<>();
        byDimension.forEach(
                (dimension, bytes) ->
                        SlotFormat.read(bytes)
                                .forEach(
                                        (slot, counts) ->
                                                cells.put(block.cell(dimension, slot), counts)));
        return cells;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockCounts same
                && Arrays.stream(Dimension.values())
                        .allMatch(d -> Arrays.equals(by(d), same.by(d)));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(by(Dimension.ALL));
    }
}
