package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.regulator.LinkScope;
import dev.consentledger.reporting.regulator.LinkScope.OnePack;
import dev.consentledger.reporting.regulator.LinkScope.OneRecord;
import dev.consentledger.reporting.regulator.RegulatorLink;
import dev.consentledger.reporting.regulator.RegulatorLinks;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table {@code regulator_link}. Thread-safe. */
@ApplicationScoped
public class LinkStore implements RegulatorLinks {

    private static final String SELECT =
            """
            SELECT id, site, case_id, event_id, as_of, withheld, allowed, recipient, valid_until,
                issued_at, issued_by, revoked_at, uses, last_used_at, pack_id
            FROM regulator_link
            """;

    private final Pool pool;

    LinkStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(RegulatorLink issued, Hash code) {
        Optional<OneRecord> record =
                issued.scope() instanceof OneRecord one ? Optional.of(one) : Optional.empty();
        Tuple values =
                Tuple.tuple()
                        .addUUID(issued.id())
                        .addValue(Buffer.buffer(code.toBytes()))
                        .addString(issued.site())
                        .addUUID(issued.inCase())
                        .addValue(record.map(OneRecord::eventId).orElse(null))
                        .addValue(record.flatMap(OneRecord::asOf).map(LinkStore::utc).orElse(null))
                        .addValue(record.map(LinkStore::withheld).orElseGet(() -> new String[0]))
                        .addBoolean(record.map(OneRecord::allowed).orElse(false))
                        .addString(issued.recipient())
                        .addOffsetDateTime(utc(issued.validUntil()))
                        .addOffsetDateTime(utc(issued.issuedAt()))
                        .addString(issued.issuedBy())
                        .addValue(issued.scope() instanceof OnePack one ? one.pack() : null);
        return pool.preparedQuery(
                        """
                        INSERT INTO regulator_link (id, code_sha256, site, case_id, event_id, as_of,
                            withheld, allowed, recipient, valid_until, issued_at, issued_by, pack_id)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                        """)
                .execute(values)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<RegulatorLink>> withCode(Hash code) {
        return pool.preparedQuery(SELECT + "WHERE code_sha256 = $1")
                .execute(Tuple.of(Buffer.buffer(code.toBytes())))
                .map(LinkStore::first);
    }

    @Override
    public Uni<Optional<RegulatorLink>> find(UUID id) {
        return pool.preparedQuery(SELECT + "WHERE id = $1")
                .execute(Tuple.of(id))
                .map(LinkStore::first);
    }

    @Override
    public Uni<List<RegulatorLink>> of(UUID inCase, int max) {
        return pool.preparedQuery(
                        SELECT + "WHERE case_id = $1 ORDER BY issued_at DESC, id LIMIT $2")
                .execute(Tuple.of(inCase, max))
                .map(LinkStore::list);
    }

    @Override
    public Uni<Void> revoke(UUID id, Instant at) {
        return pool.preparedQuery(
                        "UPDATE regulator_link SET revoked_at = $2"
                                + " WHERE id = $1 AND revoked_at IS NULL")
                .execute(Tuple.of(id, utc(at)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> countUse(UUID id, Instant at) {
        return pool.preparedQuery(
                        "UPDATE regulator_link SET uses = uses + 1, last_used_at = $2"
                                + " WHERE id = $1 AND revoked_at IS NULL AND valid_until > $2")
                .execute(Tuple.of(id, utc(at)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Optional<RegulatorLink> first(RowSet<Row> rows) {
        return list(rows).stream().findFirst();
    }

    private static List<RegulatorLink> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(LinkStore::of).toList();
    }

    private static RegulatorLink of(Row row) {
        return new RegulatorLink(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                scope(row),
                row.getString(7),
                row.getOffsetDateTime(8).toInstant(),
                row.getOffsetDateTime(9).toInstant(),
                row.getString(10),
                time(row, 11),
                row.getLong(12),
                time(row, 13));
    }

    private static LinkScope scope(Row row) {
        UUID pack = row.getUUID(14);
        return pack != null
                ? new OnePack(pack)
                : new OneRecord(
                        row.getUUID(3),
                        time(row, 4),
                        withheld(row.getArrayOfStrings(5)),
                        row.getBoolean(6));
    }

    private static String[] withheld(OneRecord record) {
        return record.withheld().stream().map(Term::term).toArray(String[]::new);
    }

    private static Set<PartName> withheld(String[] terms) {
        return Arrays.stream(terms)
                .map(term -> Term.parse(PartName.class, term).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Instant> time(Row row, int column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
