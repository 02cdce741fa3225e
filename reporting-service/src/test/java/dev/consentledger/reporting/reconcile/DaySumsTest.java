package dev.consentledger.reporting.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Cells;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Grain;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DaySumsTest {

    private static final Map<Cell, Counts> QUARTERS =
            Map.of(
                    quarter("2026-11-22T18:30:00Z", "de"), new Counts(1, 2),
                    quarter("2026-11-23T18:15:00Z", "de"), new Counts(4, -2),
                    quarter("2026-11-23T18:15:00Z", "en"), new Counts(0, 0, 8),
                    quarter("2026-11-23T18:30:00Z", "de"), new Counts(16),
                    quarter("2026-11-25T12:00:00Z", "de"), new Counts(0, 0));

    /** Its days begin at 18:30 of UTC. */
    private static final DayZones ZONES =
            new DayZones(Map.of("shop.example", ZoneId.of("Asia/Kolkata")));

    private final Map<Cell, Counts> days = new HashMap<>();

    DaySumsTest() {
        days.putAll(Cells.of(ZONES.days(Cells.blocks(QUARTERS))));
    }

    @Test
    void daysThatAreTheSumOfTheirQuarterHoursAreRight() {
        assertThat(wrong()).isZero();
    }

    @Test
    void aDayThatHasMoreIsWrong() {
        days.merge(
                Cells.day(ZONES, quarter("2026-11-22T18:30:00Z", "en")),
                new Counts(1),
                Counts::plus);

        assertThat(wrong()).isEqualTo(1);
    }

    @Test
    void aDayThatIsMissingIsWrong() {
        days.remove(Cells.day(ZONES, quarter("2026-11-23T18:30:00Z", "de")));

        assertThat(wrong()).isEqualTo(1);
    }

    @Test
    void aDayWithoutQuarterHoursIsWrong() {
        days.put(Cells.day(ZONES, quarter("2026-11-26T00:00:00Z", "de")), new Counts(1));
        days.put(Cells.day(ZONES, quarter("2026-11-22T00:00:00Z", "de")), new Counts(1));

        assertThat(wrong()).isEqualTo(2);
    }

    @Test
    void oneMistakeHidesNoOther() {
        days.remove(Cells.day(ZONES, quarter("2026-11-23T18:30:00Z", "de")));
        days.remove(Cells.day(ZONES, quarter("2026-11-25T12:00:00Z", "de")));
        days.put(Cells.day(ZONES, quarter("2026-11-26T00:00:00Z", "de")), new Counts(1));

        assertThat(wrong()).isEqualTo(2);
    }

    @Test
    void daysOfWhichQuarterHoursAreMixedAreRight() {
        Map<Block, BlockCounts> quarters = Blocks.of(QUARTERS);
        DaySums sums = new DaySums(ZONES, Blocks.of(days));
        List<Block> mixed =
                quarters.keySet().stream()
                        .sorted(Comparator.comparing(block -> block.start().hashCode()))
                        .toList();
        mixed.forEach(block -> sums.take(block, quarters.get(block)));

        assertThat(sums.wrong()).isZero();
    }

    @Test
    void whatIsDamagedIsWrong() {
        Map<Block, BlockCounts> ofDays = Blocks.of(days);
        Block day = ofDays.keySet().iterator().next();
        ofDays.put(day, new BlockCounts(Map.of(Dimension.LANGUAGE, new byte[] {5})));
        DaySums sums = new DaySums(ZONES, ofDays);
        Blocks.of(QUARTERS).forEach(sums::take);

        assertThat(sums.wrong()).isEqualTo(1);
    }

    @Test
    void aDayOfWhichAQuarterHourIsDamagedIsWrong() {
        Map<Block, BlockCounts> quarters = Blocks.of(QUARTERS);
        Block quarter = quarters.keySet().iterator().next();
        quarters.put(quarter, new BlockCounts(Map.of(Dimension.LANGUAGE, new byte[] {5})));
        DaySums sums = new DaySums(ZONES, Blocks.of(days));
        quarters.forEach(sums::take);

        assertThat(sums.wrong()).isEqualTo(1);
    }

    private long wrong() {
        DaySums sums = new DaySums(ZONES, Blocks.of(days));
        Blocks.of(QUARTERS).entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Block::start)))
                .forEach(block -> sums.take(block.getKey(), block.getValue()));
        return sums.wrong();
    }

    private static Cell quarter(String start, String language) {
        return new Cell(
                "actions",
                "shop.example",
                "",
                Dimension.LANGUAGE,
                language,
                false,
                Grain.QUARTER,
                Instant.parse(start));
    }
}
