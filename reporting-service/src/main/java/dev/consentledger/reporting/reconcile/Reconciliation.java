package dev.consentledger.reporting.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of reconciliations: the one that is wanted or under way, and what the last one that
 * was finished came to.
 *
 * @param requestedAt when somebody asked for one that has not been finished
 * @param startedAt of the last one
 * @param finishedAt of the last one that was not broken off, whose shards these are
 * @param done entries that the one under way has counted
 * @param total entries that it is to count
 */
public record Reconciliation(
        Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long done,
        long total,
        List<ShardResult> shards) {

    public static final Reconciliation NEVER =
            new Reconciliation(
                    Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, List.of());

    public Reconciliation {
        shards = List.copyOf(shards);
    }

    /** Whether the last one that began is not finished: it goes on, or was broken off. */
    public boolean isRunning() {
        return startedAt
                .filter(start -> finishedAt.filter(end -> !end.isBefore(start)).isEmpty())
                .isPresent();
    }

    /** How many counts differed, in all shards. */
    public long differences() {
        return shards.stream().mapToLong(ShardResult::differences).sum();
    }
}
