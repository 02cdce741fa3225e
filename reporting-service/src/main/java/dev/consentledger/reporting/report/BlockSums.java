package dev.consentledger.reporting.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The counts of a {@link Block}, as long as they are added up. Not thread-safe. */
public final class BlockSums {

    private static final long[] NONE = {};

    private final Map<Dimension, Map<Slot, long[]>> byDimension = new EnumMap<>(Dimension.class);

    /**
     * Counts one measure, where only counts of whole reports are added up.
     *
     * @param measures how many the report has
     */
    void add(Dimension dimension, Slot slot, int measures, int measure, long by) {
        slots(dimension).computeIfAbsent(slot, s -> new long[measures])[measure] += by;
    }

    void add(BlockSums more) {
        add(more, 1);
    }

    /** Takes away what the others come to. */
    public void subtract(BlockSums less) {
        add(less, -1);
    }

    private void add(BlockSums others, int sign) {
        others.byDimension.forEach(
                (dimension, slots) -> slots.forEach((slot, of) -> add(dimension, slot, of, sign)));
    }

    void add(Dimension dimension, Slot slot, Counts counts) {
        add(dimension, slot, counts.toArray(), 1);
    }

    private void add(Dimension dimension, Slot slot, long[] counts, int sign) {
        Map<Slot, long[]> slots = slots(dimension);
        long[] sum = slots.getOrDefault(slot, NONE);
        if (sum.length < counts.length) {
            sum = Arrays.copyOf(sum, counts.length);
            slots.put(slot, sum);
        }
        for (int i = 0; i < counts.length; i++) {
            sum[i] += sign * counts[i];
        }
    }

    private Map<Slot, long[]> slots(Dimension dimension) {
        return byDimension.computeIfAbsent(dimension, d -> new HashMap<>());
    }

    /** The sums by one dimension; some may be noughts. */
    public Map<Slot, Counts> by(Dimension dimension) {
        Map<Slot, Counts> sums = new HashMap<>();
        byDimension
                .getOrDefault(dimension, Map.of())
                .forEach((slot, of) -> sums.put(slot, new Counts(of)));
        return sums;
    }

    /** Whether everything has come to nothing. */
    boolean areNoughts() {
        return byDimension.values().stream()
                .flatMap(slots -> slots.values().stream())
                .allMatch(counts -> Arrays.stream(counts).allMatch(count -> count == 0));
    }
}
