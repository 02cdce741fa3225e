package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.PersonIndex;
import dev.consentledger.reporting.pack.PackIndex;
import dev.consentledger.reporting.report.Epoch;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the entries of packs. Each query goes to an index with an equality. Thread-safe; its
 * methods wait, and are not for event loops.
 */
@ApplicationScoped
public class PackIndexReader implements PackIndex {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final Epoch epoch;
    private final PersonIndex persons;

    PackIndexReader(Pool pool, Epoch epoch, PersonIndex persons) {
        this.pool = pool;
        this.epoch = epoch;
        this.persons = persons;
    }

    @Override
    public Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        run(
                        "SELECT shard, next_index FROM shard_position WHERE epoch = $1",
                        Tuple.of(epoch.number()))
                .forEach(row -> positions.put(row.getInteger(0), row.getLong(1)));
        return positions;
    }

    @Override
    public long count(List<Hash> subjects, int shard, long before) {
        return run(
                        """
                        SELECT count(*) FROM subject_entry
                        WHERE subject = ANY ($1) AND epoch = $2 AND shard = $3 AND index < $4
                        """,
                        about(subjects, shard).addLong(before))
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public List<Long> about(List<Hash> subjects, int shard, long after, long before, int max) {
        return indexes(
                run(
                        """
                        SELECT index FROM subject_entry
                        WHERE subject = ANY ($1) AND epoch = $2 AND shard = $3
                            AND index > $4 AND index < $5
                        ORDER BY index LIMIT $6
                        """,
                        about(subjects, shard).addLong(after).addLong(before).addInteger(max)));
    }

    @Override
    public List<Long> publications(String site, int shard, long before) {
        return indexes(
                run(
                        """
                        SELECT index FROM publication
                        WHERE epoch = $1 AND shard = $2 AND site = $3 AND index < $4
                        ORDER BY index
                        """,
                        Tuple.of(epoch.number(), shard, site, before)));
    }

    @Override
    public Set<Hash> restricted(Collection<Hash> subjects) {
        return persons.restricted(subjects).await().atMost(ANSWER_MAX);
    }

    private Tuple about(List<Hash> subjects, int shard) {
        return Tuple.tuple()
                .addValue(PackRows.keys(subjects))
                .addInteger(epoch.number())
                .addInteger(shard);
    }

    private static List<Long> indexes(RowSet<Row> rows) {
        List<Long> indexes = new ArrayList<>(rows.size());
        rows.forEach(row -> indexes.add(row.getLong(0)));
        return indexes;
    }

    private RowSet<Row> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).await().atMost(ANSWER_MAX);
    }
}
