package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.job.Job;
import java.util.List;

/**
 * What is known of reconciliations.
 *
 * @param job the one that is wanted or under way, and the last one
 * @param shards of the last one that was finished
 */
public record Reconciliation(Job job, List<ShardResult> shards) {

    public static final Reconciliation NEVER = new Reconciliation(Job.NEVER, List.of());

    public Reconciliation {
        shards = List.copyOf(shards);
    }

    /** How many counts differed, in all shards. */
    public long differences() {
        return shards.stream().mapToLong(ShardResult::differences).sum();
    }
}
