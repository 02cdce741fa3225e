package dev.consentledger.reporting.store;

import dev.consentledger.reporting.pack.PackQueue;
import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.pack.PackTask;
import dev.consentledger.reporting.report.Epoch;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The table {@code audit_pack}, for whoever makes packs. Time is the database's, which all makers
 * share. Thread-safe; its methods wait, and are not for event loops.
 */
@ApplicationScoped
public class PackQueueStore implements PackQueue {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** Of each pack; a maker that is gone counts as one. */
    private static final int FAILURES_MAX = 5;

    private static final String LEASE =
            "now() + interval '%d seconds'".formatted(PackQueue.LEASE_SECONDS);

    static final String TAKE =
            """
            UPDATE audit_pack SET state = 'running', holder = $1, lease_until = %s,
                failures = failures + (state = 'running')::int, started_at = now(),
                done = 0, total = 0, entries = 0
            WHERE id = (
                SELECT id FROM audit_pack
                WHERE state IN ('waiting', 'running') AND epoch = $2
                    AND coalesce(lease_until < now(), true) AND failures < %d
                ORDER BY ordered_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING pack_order, subjects
            """
                    .formatted(LEASE, FAILURES_MAX);

    private static final String HELD = " WHERE id = $1 AND holder = $2 AND state = 'running'";

    /**
     * An order to erase, or to use no more, that came after what the pack is as of: of whom it is
     * about, or of anybody.
     */
    private static final String OUTDATE =
            """
            UPDATE audit_pack AS p SET state = 'outdated', subjects = '{}'
            WHERE p.state = 'done' AND p.discloses AND EXISTS (
                SELECT FROM subject_entry AS e
                WHERE e.kind IN ('hold', 'erasure')
                    AND (e.action = 'erase' OR e.action = 'restrict' AND NOT p.restricted)
                    AND e.site = p.site AND e.epoch = p.epoch
                    AND e.index >= coalesce(p.sizes[e.shard + 1], 0)
                    AND (cardinality(p.subjects) = 0 OR e.subject = ANY (p.subjects)))
            """;

    private final Pool pool;
    private final Schema schema;
    private final Epoch epoch;
    private final Duration kept;

    PackQueueStore(
            Pool pool,
            Schema schema,
            Epoch epoch,
            @ConfigProperty(name = "consent.audit-packs.kept") Duration kept) {
        this.pool = pool;
        this.schema = schema;
        this.epoch = epoch;
        this.kept = kept;
    }

    @Override
    public Optional<PackTask> take(UUID holder) {
        if (!schema.isReady()) {
            return Optional.empty();
        }
        RowSet<Row> taken = run(TAKE, Tuple.of(holder, epoch.number()));
        return taken.size() == 0
                ? Optional.empty()
                : Optional.of(task(taken.iterator().next(), holder));
    }

    private static PackTask task(Row row, UUID holder) {
        return new PackTask(PackRows.order(row), PackRows.subjects(row), holder);
    }

    @Override
    public boolean report(PackTask task, long done, long of, long entries) {
        return run(
                                "UPDATE audit_pack SET done = $3, total = $4, entries = $5, lease_until = "
                                        + LEASE
                                        + HELD,
                                held(task).addLong(done).addLong(of).addLong(entries))
                        .rowCount()
                == 1;
    }

    @Override
    public boolean finish(PackTask task, PackStatus.FileSum file, Map<Integer, Long> sizes) {
        Long[] ofShards =
                IntStream.range(0, epoch.shards())
                        .mapToObj(shard -> sizes.getOrDefault(shard, 0L))
                        .toArray(Long[]::new);
        Tuple values =
                held(task)
                        .addLong(file.bytes())
                        .addValue(Buffer.buffer(file.sha256().toBytes()))
                        .addValue(ofShards);
        return run(
                                "UPDATE audit_pack SET state = 'done', finished_at = now(), holder = NULL,"
                                        + " done = total, bytes = $3, sha256 = $4, sizes = $5"
                                        + HELD,
                                values)
                        .rowCount()
                == 1;
    }

    @Override
    public void giveBack(PackTask task, boolean failed) {
        run(
                """
                UPDATE audit_pack SET holder = NULL, failures = failures + $3::int,
                    state = CASE WHEN failures + $3 >= $4 THEN 'failed' ELSE 'waiting' END,
                    finished_at = CASE WHEN failures + $3 >= $4 THEN now() END,
                    lease_until = CASE WHEN $3 > 0 THEN %s END
                """
                                .formatted(LEASE)
                        + HELD,
                held(task).addInteger(failed ? 1 : 0).addInteger(FAILURES_MAX));
    }

    @Override
    public Set<UUID> sweep() {
        if (!schema.isReady()) {
            throw new IllegalStateException("the schema is not up to date yet");
        }
        run(
                """
                UPDATE audit_pack SET state = 'failed', finished_at = now(), holder = NULL
                WHERE state = 'running' AND lease_until < now() AND failures >= $1
                """,
                Tuple.of(FAILURES_MAX));
        run(OUTDATE, Tuple.tuple());
        run(
                "DELETE FROM audit_pack WHERE finished_at < now() - $1::bigint * interval '1 second'",
                Tuple.of(kept.toSeconds()));
        Set<UUID> there = new HashSet<>();
        run("SELECT id FROM audit_pack WHERE state IN ('running', 'done')", Tuple.tuple())
                .forEach(row -> there.add(row.getUUID(0)));
        return there;
    }

    private static Tuple held(PackTask task) {
        return Tuple.tuple().addUUID(task.order().id()).addUUID(task.holder());
    }

    private RowSet<Row> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).await().atMost(ANSWER_MAX);
    }
}
