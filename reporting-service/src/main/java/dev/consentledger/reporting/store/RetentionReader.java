package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.retention.RetentionIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Walks through {@code subject_entry} by subject, some rows at a time. Thread-safe. */
@ApplicationScoped
public class RetentionReader implements RetentionIndex {

    /** Four questions to the ledger, where each subject has one consent. */
    private static final int PAGE_ROWS = 2_000;

    /** Repeats are left out afterwards: DISTINCT would have the planner sort everything. */
    static final String SUBJECTS =
            """
            SELECT subject FROM subject_entry
            WHERE subject > $1 AND epoch = $2 AND site = $3 AND kind = 'consent'
                AND effective_at < $4
            ORDER BY subject, effective_at, shard, index LIMIT $5
            """;

    static final String ROWS =
            """
            SELECT e.* FROM unnest($1::bytea[]) AS s (subject) CROSS JOIN LATERAL (
                SELECT subject, shard, index, kind FROM subject_entry
                WHERE subject = s.subject AND epoch = $2
                ORDER BY index LIMIT $3) AS e
            """;

    private final Pool pool;
    private final Epoch epoch;

    RetentionReader(Pool pool, Epoch epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public Uni<Page> subjects(String site, Instant before, Hash after) {
        Tuple values =
                Tuple.tuple()
                        .addValue(buffer(after))
                        .addInteger(epoch.number())
                        .addString(site)
                        .addOffsetDateTime(before.atOffset(ZoneOffset.UTC))
                        .addInteger(PAGE_ROWS);
        return pool.preparedQuery(SUBJECTS).execute(values).map(RetentionReader::page);
    }

    private static Page page(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        Set<Hash> subjects = new LinkedHashSet<>();
        rows.forEach(row -> subjects.add(hash(row)));
        return new Page(List.copyOf(subjects), rows.size() < PAGE_ROWS);
    }

    @Override
    public Uni<List<RetentionIndex.Row>> rows(List<Hash> subjects) {
        Tuple values =
                Tuple.tuple()
                        .addValue(
                                subjects.stream()
                                        .map(RetentionReader::buffer)
                                        .toArray(Buffer[]::new))
                        .addInteger(epoch.number())
                        .addInteger(ROWS_MAX);
        return pool.preparedQuery(ROWS).execute(values).map(RetentionReader::found);
    }

    private static List<RetentionIndex.Row> found(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(
                        row ->
                                new RetentionIndex.Row(
                                        hash(row),
                                        new Place(row.getInteger(1), row.getLong(2)),
                                        row.getString(3)))
                .toList();
    }

    private static Hash hash(io.vertx.mutiny.sqlclient.Row row) {
        return Hash.of(row.getBuffer(0).getBytes());
    }

    private static Buffer buffer(Hash hash) {
        return Buffer.buffer(hash.toBytes());
    }
}
