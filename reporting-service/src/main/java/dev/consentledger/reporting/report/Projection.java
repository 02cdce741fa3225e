package dev.consentledger.reporting.report;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/**
 * Where what was projected is kept, together with the position up to which it was: both or neither.
 * Failures mean that the database cannot be reached or refuses; calling again is always safe.
 */
public interface Projection {

    /** The positions of all shards of the epoch; waits for nothing. */
    Uni<Map<Integer, Position>> positions();

    /** Projects what comes next out of a batch of one shard. */
    Uni<Projected> project(int shard, List<Appended> batch);

    /** What has become of a batch, once it is committed. */
    record Projected(Continuation continuation, Changes changes) {}
}
