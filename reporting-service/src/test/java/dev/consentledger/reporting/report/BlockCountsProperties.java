package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BlockCountsProperties {

    private static final Block BLOCK =
            new Block(
                    "shop.example",
                    "decisions",
                    Grain.QUARTER,
                    Instant.parse("2026-11-29T10:15:00Z"));

    /** Some counts of one cell. */
    record Part(Dimension dimension, Slot slot, Counts counts) {

        Cell cell() {
            return BLOCK.cell(dimension, slot);
        }

        BlockSums sums() {
            BlockSums sums = new BlockSums();
            sums.add(dimension, slot, counts);
            return sums;
        }
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        Arbitrary<Slot> slots =
                Combinators.combine(
                                Arbitraries.of("", "statistics", "Größe", "a".repeat(200)),
                                Arbitraries.of("", "de", "none", "\u0000", "日本"),
                                Arbitraries.of(true, false))
                        .as(Slot::new);
        Arbitrary<Counts> counts =
                Arbitraries.oneOf(
                                Arbitraries.longs().between(-2, 2),
                                Arbitraries.longs().between(-20_000, 20_000),
                                Arbitraries.longs())
                        .array(long[].class)
                        .ofMaxSize(9)
                        .map(Counts::new);
        return Combinators.combine(Arbitraries.of(Dimension.class), slots, counts)
                .as(Part::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 500, seed = "20261129")
    void whatWasAddedIsThere(@ForAll("parts") List<Part> parts) {
        Map<Cell, Counts> sums = new HashMap<>();
        for (Part part : parts) {
            sums.merge(part.cell(), part.counts(), Counts::plus);
        }

        assertThat(trimmed(added(parts).cells(BLOCK))).isEqualTo(trimmed(sums));
    }

    @Property(tries = 500, seed = "20261129")
    void theOrderInWhichItWasAddedLeavesNoTrace(
            @ForAll("parts") List<Part> parts, @ForAll long seed) {
        List<Part> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(seed));

        BlockCounts one = added(parts);
        BlockCounts other = added(shuffled);

        for (Dimension dimension : Dimension.values()) {
            assertThat(other.by(dimension)).isEqualTo(one.by(dimension));
        }
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    }

    @Property(tries = 200, seed = "20261129")
    void whatComesToNothingIsNotThere(@ForAll("parts") List<Part> parts) {
        BlockCounts counts = added(parts);
        for (Part part : parts) {
            BlockSums less = new BlockSums();
            less.subtract(part.sums());
            counts = counts.plus(less);
        }

        assertThat(counts).isEqualTo(BlockCounts.NONE);
    }

    @Property(tries = 200, seed = "20261129")
    void bytesThatEndTooEarlyAreRefused(@ForAll("parts") List<Part> parts, @ForAll int cut) {
        TreeMap<Slot, Counts> slots = new TreeMap<>();
        parts.forEach(part -> slots.put(part.slot(), part.counts().plus(new Counts(1))));
        byte[] bytes = SlotFormat.write(slots);
        if (bytes.length < 2) {
            return;
        }
        byte[] last = SlotFormat.write(new TreeMap<>(slots.tailMap(slots.lastKey())));
        if (last.length < 2) {
            return;
        }
        int missing = 1 + Math.floorMod(cut, last.length - 1);

        assertThatThrownBy(() -> SlotFormat.read(Arrays.copyOf(bytes, bytes.length - missing)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 500, seed = "20261129")
    void whateverIsDamagedIsRefusedOrRead(@ForAll byte[] bytes) {
        assertThatCode(
                        () -> {
                            try {
                                SlotFormat.read(bytes);
                            } catch (IllegalStateException refused) {
                                assertThat(refused).hasMessageStartingWith("counts");
                            }
                        })
                .doesNotThrowAnyException();
    }

    private static BlockCounts added(List<Part> parts) {
        BlockCounts counts = BlockCounts.NONE;
        for (Part part : parts) {
            counts = counts.plus(part.sums());
        }
        return counts;
    }

    /** Noughts at the end and cells without anything else are the same as nothing. */
    private static Map<Cell, List<Long>> trimmed(Map<Cell, Counts> counts) {
        Map<Cell, List<Long>> trimmed = new HashMap<>();
        counts.forEach(
                (cell, of) -> {
                    List<Long> some = new ArrayList<>();
                    Arrays.stream(of.toArray()).forEach(some::add);
                    while (!some.isEmpty() && some.get(some.size() - 1) == 0) {
                        some.remove(some.size() - 1);
                    }
                    if (!some.isEmpty()) {
                        trimmed.put(cell, some);
                    }
                });
        return trimmed;
    }
}
