package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.reconcile.Closing.Day;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Days that were closed. Failures mean that the database is away. */
public interface Seals {

    /**
     * Closes days; those that were closed before stay as they are.
     *
     * @param events of each day
     * @param shards what was counted
     */
    Uni<Void> seal(Instant at, Map<Day, Long> events, List<ShardResult> shards);

    /** The closed days of a site that begin in a period, oldest first; {@code to} not in it. */
    Uni<List<SealedDay>> of(String site, Instant from, Instant to);
}
