package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.SlotFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which days a reconciliation closes: those that have been over for a day. Pure. */
public final class Closing {

    /** For events that come late. */
    private static final Duration GRACE = Duration.ofDays(1);

    private Closing() {}

    /** A day of a site. */
    public record Day(String site, Instant start, Instant end) {}

    /**
     * The days that can be closed, with the number of their events.
     *
     * @param shards all of an epoch
     * @param at when the reconciliation began
     */
    public static Map<Day, Long> of(Collection<Snapshot> shards, Instant at) {
        Map<Day, Long> events = new HashMap<>();
        for (Snapshot shard : shards) {
            shard.days()
                    .forEach(
                            (block, counts) -> {
                                Day day = day(block, shard.zones());
                                if (block.report().equals(ActionsReport.NAME) && isOver(day, at)) {
                                    events.merge(day, events(counts), Long::sum);
                                }
                            });
        }
        return events;
    }

    private static long events(BlockCounts counts) {
        return SlotFormat.read(counts.by(Dimension.ALL)).values().stream()
                .mapToLong(ActionsReport::events)
                .sum();
    }

    private static Day day(Block block, DayZones zones) {
        Instant end = DayZones.endOfDay(block.start(), zones.of(block.site()));
        return new Day(block.site(), block.start(), end);
    }

    private static boolean isOver(Day day, Instant at) {
        return !day.end().plus(GRACE).isAfter(at);
    }
}
