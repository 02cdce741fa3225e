package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which days a reconciliation closes: those that have been over for a day. Pure. */
public final class Closing {

    /** For events that come late. */
    private static final Duration GRACE = Duration.ofDays(1);

    private Closing() {}

    /** A day of a site, in the time zone in which it begins and ends. */
    public record Day(String site, Instant start, ZoneId zone) {

        public Instant end() {
            return DayZones.endOfDay(start, zone);
        }
    }

    /**
     * The days that can be closed, with the number of their events. Where shards have days of
     * different time zones, a site has none.
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
                                    long more = ActionsReport.events(counts.by(Dimension.ALL));
                                    events.merge(day, more, Long::sum);
                                }
                            });
        }
        events.keySet().removeIf(day -> zones(shards, day.site()).size() > 1);
        return events;
    }

    private static Set<ZoneId> zones(Collection<Snapshot> shards, String site) {
        return shards.stream()
                .map(shard -> shard.zones().bySite().get(site))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Day day(Block block, DayZones zones) {
        return new Day(block.site(), block.start(), zones.of(block.site()));
    }

    private static boolean isOver(Day day, Instant at) {
        return !day.end().plus(GRACE).isAfter(at);
    }
}
