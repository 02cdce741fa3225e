package dev.consentledger.reporting.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The time zones in which the days of sites' counts begin, by site; days of other sites are those
 * of UTC. Immutable.
 */
public record DayZones(Map<String, ZoneId> bySite) {

    public DayZones {
        bySite = Map.copyOf(bySite);
    }

    public ZoneId of(String site) {
        return bySite.getOrDefault(site, ZoneOffset.UTC);
    }

    /** The beginning of the day that a time is in. */
    static Instant startOfDay(Instant time, ZoneId zone) {
        return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /** The end of the day that begins at a time, after 23 hours or 25 where clocks are changed. */
    public static Instant endOfDay(Instant start, ZoneId zone) {
        return start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The block of the day that a quarter hour is a part of. */
    public Block day(Block quarter) {
        Instant day = startOfDay(quarter.start(), of(quarter.site()));
        return new Block(quarter.site(), quarter.report(), Grain.DAY, day);
    }

    /** The sums of quarter hours by day. */
    public Map<Block, BlockSums> days(Map<Block, BlockSums> quarters) {
        Map<Block, BlockSums> days = new HashMap<>();
        quarters.forEach(
                (quarter, sums) ->
                        days.computeIfAbsent(day(quarter), day -> new BlockSums()).add(sums));
        return days;
    }
}
