package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.CaseKind;
import dev.consentledger.reporting.desk.Cases;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code desk_case}. Thread-safe. */
@ApplicationScoped
public class CaseStore implements Cases {

    private static final String COLUMNS =
            "id, site, reference, kind, deadline, opened_at, opened_by, closed_at";

    private final Pool pool;

    CaseStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Case> open(Case opened) {
        Tuple values =
                Tuple.tuple()
                        .addUUID(opened.id())
                        .addString(opened.site())
                        .addString(opened.reference())
                        .addString(opened.kind().term())
                        .addOffsetDateTime(opened.deadline().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(opened.openedAt().atOffset(ZoneOffset.UTC))
                        .addString(opened.openedBy());
        return pool.preparedQuery(
                        "INSERT INTO desk_case VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)"
                                + " ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id RETURNING "
                                + COLUMNS)
                .execute(values)
                .map(rows -> of(rows.iterator().next()));
    }

    @Override
    public Uni<Optional<Case>> find(UUID id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM desk_case WHERE id = $1")
                .execute(Tuple.of(id))
                .map(CaseStore::list)
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<Case>> of(List<String> sites, int max) {
        return pool.preparedQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM desk_case WHERE site = ANY ($1)"
                                + " ORDER BY closed_at IS NOT NULL, deadline, id LIMIT $2")
                .execute(Tuple.tuple().addValue(sites.toArray(String[]::new)).addInteger(max))
                .map(CaseStore::list);
    }

    @Override
    public Uni<Void> close(UUID id, Instant at) {
        return pool.preparedQuery(
                        "UPDATE desk_case SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
                .execute(Tuple.of(id, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static List<Case> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(CaseStore::of).toList();
    }

    private static Case of(Row row) {
        return new Case(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                Term.parse(CaseKind.class, row.getString(3)).orElseThrow(),
                row.getOffsetDateTime(4).toInstant(),
                row.getOffsetDateTime(5).toInstant(),
                row.getString(6),
                Optional.ofNullable(row.getOffsetDateTime(7)).map(time -> time.toInstant()));
    }
}
