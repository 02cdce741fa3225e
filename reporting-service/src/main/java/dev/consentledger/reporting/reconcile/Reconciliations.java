package dev.consentledger.reporting.reconcile;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What is remembered of reconciliations. Failures mean that the database is away. */
public interface Reconciliations {

    Uni<Reconciliation> get();

    /** That somebody wants one; once, until it is finished. */
    Uni<Void> request(Instant at);

    Uni<Void> started(Instant at);

    /** How far it is. */
    Uni<Void> progress(long done, long total);

    /** What was asked for since the start is still wanted. */
    Uni<Void> finished(Instant start, Instant at, List<ShardResult> shards);

    /** Works where no other instance does at the same time; else does nothing. */
    Uni<Void> alone(Supplier<Uni<Void>> work);

    /** What the tables say of a shard. */
    Uni<Snapshot> snapshot(int shard);
}
