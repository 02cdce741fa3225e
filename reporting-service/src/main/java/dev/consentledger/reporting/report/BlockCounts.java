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
     * @throws IllegalStateException when these are damaged
     */
    public BlockCounts plus(BlockSums more) {
        Map<Dimension, byte[]> all = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            byte[] before = by(dimension);
            Map<Slot, Counts> some = more.by(dimension);
            all.put(dimension, some.isEmpty() ? before : SlotFormat.write(sums(before, some)));
        }
        return new BlockCounts(all);
    }

    private static SortedMap<Slot, Counts> sums(byte[] before, Map<Slot, Counts> more) {
        SortedMap<Slot, Counts> sums = SlotFormat.read(before);
        more.forEach((slot, counts) -> sums.merge(slot, counts, Counts::plus));
        return sums;
    }

    /** Adds to blocks, and begins those that are not there. */
    public static void addTo(Map<Block, BlockCounts> blocks, Map<Block, BlockSums> more) {
        more.forEach(
                (block, sums) -> blocks.put(block, blocks.getOrDefault(block, NONE).plus(sums)));
    }

    /**
     * The counts, to be added up.
     *
     * @throws IllegalStateException when they are damaged
     */
    public BlockSums sums() {
        BlockSums sums = new BlockSums();
        byDimension.forEach(
                (dimension, bytes) ->
                        SlotFormat.read(bytes)
                                .forEach((slot, counts) -> sums.add(dimension, slot, counts)));
        return sums;
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
