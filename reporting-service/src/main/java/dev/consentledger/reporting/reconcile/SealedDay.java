package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.report.ShardPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A day of a site that is over, and whose figures were found equal with the ledger's. What comes
 * later still counts in it, and shows here.
 *
 * @param day its beginning
 * @param end not in it
 * @param sealedAt when the reconciliation was finished that sealed it
 * @param events of the day among the entries that it counted
 * @param eventsNow of the day among all entries that are projected; empty where days of the site
 *     begin at another time by now
 * @param asOf the entries that it counted
 */
public record SealedDay(
        Instant day,
        Instant end,
        Instant sealedAt,
        long events,
        Optional<Long> eventsNow,
        List<ShardPosition> asOf) {

    public SealedDay {
        asOf = List.copyOf(asOf);
    }
}
