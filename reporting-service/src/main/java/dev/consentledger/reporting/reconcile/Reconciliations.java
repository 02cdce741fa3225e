package dev.consentledger.reporting.reconcile;

import dev.consentledger.reporting.job.Jobs;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** What is remembered of reconciliations. Failures mean that the database is away. */
public interface Reconciliations extends Jobs {

    Uni<Reconciliation> get();

    /** What was asked for since the start is still wanted. */
    Uni<Void> finished(Instant start, Instant at, List<ShardResult> shards);

    /** What the tables say of a shard. */
    Uni<Snapshot> snapshot(int shard);
}
