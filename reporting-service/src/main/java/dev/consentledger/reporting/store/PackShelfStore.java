package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.reporting.pack.PackShelf;
import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.report.Epoch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code audit_pack}, for whoever orders packs. Thread-safe. */
@ApplicationScoped
public class PackShelfStore implements PackShelf {

    private final Pool pool;
    private final Epoch epoch;

    PackShelfStore(Pool pool, Epoch epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public Uni<Void> add(PackOrder order, UUID inCase, List<Hash> subjects) {
        Tuple values =
                Tuple.tuple()
                        .addUUID(order.id())
                        .addString(order.site())
                        .addUUID(inCase)
                        .addInteger(epoch.number())
                        .addOffsetDateTime(order.orderedAt().atOffset(ZoneOffset.UTC))
                        .addValue(Buffer.buffer(order.toJson().canonicalBytes()))
                        .addValue(PackRows.keys(subjects))
                        .addBoolean(order.withheld().size() < PartName.values().length)
                        .addBoolean(order.restricted());
        return pool.preparedQuery(
                        """
                        INSERT INTO audit_pack (id, site, case_id, epoch, ordered_at, pack_order,
                            subjects, discloses, restricted, state)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')
                        ON CONFLICT (id) DO NOTHING
                        """)
                .execute(values)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<PackStatus>> find(UUID id) {
        return pool.preparedQuery("SELECT " + PackRows.COLUMNS + " FROM audit_pack WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> list(rows).stream().findFirst());
    }

    /** Times are ties only by chance, so that the id decides then. */
    @Override
    public Uni<List<PackStatus>> of(String site, Optional<UUID> after, int max) {
        return pool.preparedQuery(
                        "SELECT "
                                + PackRows.COLUMNS
                                + """
                                 FROM audit_pack AS p
                                WHERE site = $1 AND ($2::uuid IS NULL OR (ordered_at, id) < (
                                    SELECT ordered_at, id FROM audit_pack AS a
                                    WHERE a.id = $2 AND a.site = $1))
                                ORDER BY ordered_at DESC, id DESC LIMIT $3
                                """)
                .execute(Tuple.of(site, after.orElse(null), max))
                .map(PackShelfStore::list);
    }

    @Override
    public Uni<Long> open(String site) {
        return pool.preparedQuery(
                        "SELECT count(*) FROM audit_pack"
                                + " WHERE site = $1 AND state IN ('waiting', 'running')")
                .execute(Tuple.of(site))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Void> cancel(UUID id) {
        return pool.preparedQuery(
                        """
                        UPDATE audit_pack
                        SET state = 'cancelled', finished_at = now(), holder = NULL, subjects = '{}'
                        WHERE id = $1 AND state IN ('waiting', 'running')
                        """)
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private static List<PackStatus> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(PackRows::status).toList();
    }
}
