package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.OrderIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds the entries of orders, by indexes alone. Thread-safe. */
@ApplicationScoped
public class OrderReader implements OrderIndex {

    /** Materialized, or the planner walks through all orders where there are few. */
    static final String OF_ORDER =
            """
            WITH found AS MATERIALIZED (SELECT * FROM subject_entry WHERE event_id = $1)
            SELECT shard, index, subject, action FROM found
            WHERE site = $2 AND kind IN ('hold', 'erasure')
            ORDER BY epoch, shard, index LIMIT $3
            """;

    static final String COUNT =
            """
            SELECT coalesce(sum(e.entries), 0)::bigint
            FROM unnest($1::bytea[]) AS s (subject) CROSS JOIN LATERAL (
                SELECT count(*) AS entries FROM subject_entry WHERE subject = s.subject) AS e
            """;

    private final Pool pool;

    OrderReader(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<OrderedEntry>> ofOrder(String site, UUID id, int max) {
        return pool.preparedQuery(OF_ORDER)
                .execute(Tuple.of(id, site, max))
                .map(OrderReader::entries);
    }

    @Override
    public Uni<Long> count(List<Hash> subjects) {
        Buffer[] keys =
                subjects.stream().map(key -> Buffer.buffer(key.toBytes())).toArray(Buffer[]::new);
        return pool.preparedQuery(COUNT)
                .execute(Tuple.tuple().addValue(keys))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<OrderedEntry> entries(RowSet<Row> rows) {
        List<OrderedEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            entries.add(
                    new OrderedEntry(
                            new Place(row.getInteger(0), row.getLong(1)),
                            Hash.of(row.getBuffer(2).getBytes()),
                            row.getString(3)));
        }
        return entries;
    }
}
