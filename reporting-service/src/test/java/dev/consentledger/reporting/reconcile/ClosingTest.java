package dev.consentledger.reporting.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.reconcile.Closing.Day;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Grain;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static final String SITE = "shop.example";
    private static final Instant MONDAY = Instant.parse("2026-11-22T23:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-23T23:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-24T23:00:00Z");

    private static final DayZones ZONES = new DayZones(Map.of(SITE, ZoneId.of("Europe/Berlin")));

    /** Shown, acknowledged, accepted; then, behind all actions, answers. */
    private static final Counts COUNTS = new Counts(1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 8, 100);

    private final List<Snapshot> shards =
            List.of(
                    shard(0, Map.of(cell("actions", Dimension.ALL, false, MONDAY), COUNTS)),
                    shard(
                            1,
                            Map.of(
                                    cell("actions", Dimension.ALL, false, MONDAY),
                                    new Counts(5),
                                    cell("actions", Dimension.ALL, true, MONDAY),
                                    new Counts(0, 7),
                                    cell("actions", Dimension.POLICY, false, MONDAY),
                                    COUNTS,
                                    cell("decisions", Dimension.ALL, false, MONDAY),
                                    COUNTS,
                                    cell("actions", Dimension.ALL, false, TUESDAY),
                                    new Counts(3))));

    @Test
    void aDayHasTheEventsOfAllShardsWithAndWithoutABotLabelOnce() {
        assertThat(Closing.of(shards, WEDNESDAY)).isEqualTo(Map.of(day(MONDAY), 15L + 5 + 7));
    }

    @Test
    void aDayIsClosedOnceItHasBeenOverForADay() {
        assertThat(Closing.of(shards, WEDNESDAY.minusMillis(1))).isEmpty();
        assertThat(Closing.of(shards, WEDNESDAY.plusSeconds(86_400)))
                .containsOnlyKeys(day(MONDAY), day(TUESDAY));
    }

    @Test
    void noDayIsClosedWhereShardsHaveDaysOfDifferentTimeZones() {
        Snapshot other =
                new Snapshot(
                        2,
                        10,
                        Hash.sha256(),
                        new DayZones(Map.of(SITE, ZoneId.of("Asia/Kolkata"))),
                        Map.of(),
                        0,
                        0);
        List<Snapshot> all = new ArrayList<>(shards);
        all.add(other);

        assertThat(Closing.of(all, WEDNESDAY)).isEmpty();
    }

    private static Day day(Instant start) {
        return new Day(SITE, start, ZoneId.of("Europe/Berlin"));
    }

    private static Cell cell(String report, Dimension dimension, boolean bot, Instant day) {
        return new Cell(report, SITE, "", dimension, "", bot, Grain.DAY, day);
    }

    private static Snapshot shard(int shard, Map<Cell, Counts> days) {
        return new Snapshot(shard, 10, Hash.sha256(), ZONES, Blocks.of(days), 0, 0);
    }
}
