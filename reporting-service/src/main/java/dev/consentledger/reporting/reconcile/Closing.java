package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.BlockCounts;
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

    /** A day of a site, by its beginning in UTC. */
    public record Day(String site, Instant start) {}

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
                                if (block.report().equals(ActionsReport.NAME)
                                        && isOver(block.start(), at)) {
                                    events.merge(
                                            new Day(block.site(), block.start()),
                                            events(counts),
                                            Long::sum);
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

    private static boolean isOver(Instant day, Instant at) {
        return !day.plus(Duration.ofDays(1)).plus(GRACE).isAfter(at);
    }
}
