package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.PersonIndex;
import dev.consentledger.reporting.desk.Whom;
import dev.consentledger.reporting.report.PersonKeys;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds the entries about a person. Each query goes to an index with an equality and reads the
 * entries of one person at most, so that it costs the same in a ledger of any size. Thread-safe.
 */
@ApplicationScoped
public class TimelineReader implements PersonIndex {

    /** Entries that say of themselves that somebody looked make nobody known. */
    static final String BY_SUBJECT =
            """
            SELECT $1::bytea WHERE EXISTS (
                SELECT FROM subject_entry WHERE subject = $1 AND kind <> 'access')
            """;

    /**
     * Materialized, because there are no statistics of whom rows are about: left to itself, the
     * planner hopes to meet one early on a walk through all of them.
     */
    private static final String DISTINCT =
            """
            WITH found AS MATERIALIZED (SELECT subject FROM %s AND site = $2)
            SELECT DISTINCT subject FROM found LIMIT $3
            """;

    static final String BY_EVENT =
            DISTINCT.formatted("subject_entry WHERE event_id = $1 AND kind = 'consent'");

    static final String BY_RECEIPT = DISTINCT.formatted("subject_entry WHERE receipt = $1");

    private static final String PLACE =
            """
            WITH found AS MATERIALIZED (SELECT shard, index FROM %s AND site = $2 AND kind = 'consent')
            SELECT shard, index FROM found LIMIT $3
            """;

    static final String PLACE_BY_EVENT = PLACE.formatted("subject_entry WHERE event_id = $1");

    static final String PLACE_BY_RECEIPT = PLACE.formatted("subject_entry WHERE receipt = $1");

    static final String BY_ACCOUNT = DISTINCT.formatted("account_link WHERE account = $1");

    /** The arrays say by shard below which index entries are known; all of other shards are. */
    private static final String IS_KNOWN =
            """
            NOT EXISTS (
                SELECT FROM unnest($%d::int[], $%d::bigint[]) AS k (shard, next_index)
                WHERE k.shard = e.shard AND e.index >= k.next_index)
            """;

    private static final String COLUMNS = "e.subject, e.shard, e.index, e.effective_at, e.kind";

    static final String STATE =
            """
            (SELECT %1$s FROM subject_entry AS e
            WHERE e.subject = $1 AND e.kind = 'consent' AND e.effective_at <= $2 AND %2$s
            ORDER BY e.effective_at DESC, e.shard DESC, e.index DESC LIMIT $5)
            UNION ALL
            (SELECT %1$s FROM subject_entry AS e
            WHERE e.subject = $1 AND e.kind IN ('hold', 'erasure') AND %2$s
            ORDER BY e.index DESC LIMIT $5)
            """
                    .formatted(COLUMNS, IS_KNOWN.formatted(3, 4));

    static final String PAGE =
            """
            SELECT e.* FROM unnest($1::bytea[]) AS s (subject) CROSS JOIN LATERAL (
                SELECT %1$s FROM subject_entry AS e
                WHERE e.subject = s.subject
                    AND (e.effective_at, e.shard, e.index) > ($2, $3, $4)
                    AND e.effective_at >= $5 AND e.effective_at < $6
                    AND (cardinality($7::text[]) = 0 OR e.action = ANY ($7)) AND %2$s
                ORDER BY e.effective_at, e.shard, e.index LIMIT $10) AS e
            ORDER BY e.effective_at, e.shard, e.index LIMIT $10
            """
                    .formatted(COLUMNS, IS_KNOWN.formatted(8, 9));

    /** By the index of orders, which is small. */
    static final String RESTRICTED =
            """
            SELECT s.subject FROM unnest($1::bytea[]) AS s (subject) CROSS JOIN LATERAL (
                SELECT e.action FROM subject_entry AS e
                WHERE e.subject = s.subject AND e.kind IN ('hold', 'erasure')
                    AND e.action IN ('restrict', 'unrestrict')
                ORDER BY e.index DESC LIMIT 1) AS last
            WHERE last.action = 'restrict'
            """;

    /** Before and after every time that an entry can have. */
    private static final OffsetDateTime BEGINNING =
            OffsetDateTime.parse("0000-01-01T00:00:00Z").minusDays(1);

    private static final OffsetDateTime END =
            OffsetDateTime.parse("9999-12-31T23:59:59Z").plusDays(1);

    private final Pool pool;
    private final PersonKeys keys;

    TimelineReader(Pool pool, PersonKeys keys) {
        this.pool = pool;
        this.keys = keys;
    }

    @Override
    public Uni<List<Hash>> subjects(String site, Whom whom, int max) {
        return query(by(whom), key(site, whom), site, max)
                .map(rows -> list(rows).stream().map(row -> hash(row, 0)).toList());
    }

    @Override
    public Uni<List<Place>> consents(String site, Whom whom, int max) {
        String sql = whom instanceof Whom.Receipt ? PLACE_BY_RECEIPT : PLACE_BY_EVENT;
        return query(sql, key(site, whom), site, max)
                .map(
                        rows ->
                                list(rows).stream()
                                        .map(row -> new Place(row.getInteger(0), row.getLong(1)))
                                        .toList());
    }

    private static String by(Whom whom) {
        if (whom instanceof Whom.Subject) {
            return BY_SUBJECT;
        }
        if (whom instanceof Whom.Event) {
            return BY_EVENT;
        }
        return whom instanceof Whom.Receipt ? BY_RECEIPT : BY_ACCOUNT;
    }

    private Object key(String site, Whom whom) {
        if (whom instanceof Whom.Event event) {
            return event.id();
        }
        if (whom instanceof Whom.Receipt receipt) {
            return receipt.code().bits();
        }
        return whom instanceof Whom.Subject subject
                ? buffer(keys.subject(site, subject.pseudonym()))
                : buffer(keys.account(site, ((Whom.Account) whom).account()));
    }

    private Uni<RowSet<Row>> query(String sql, Object key, String site, int max) {
        Tuple values = Tuple.tuple().addValue(key);
        if (!sql.equals(BY_SUBJECT)) {
            values.addString(site).addInteger(max);
        }
        return pool.preparedQuery(sql).execute(values);
    }

    @Override
    public Uni<List<PersonIndex.IndexedEntry>> forState(
            Hash subject, Instant asOf, Map<Integer, Long> knownAt, int max) {
        Tuple values =
                Tuple.tuple()
                        .addValue(buffer(subject))
                        .addOffsetDateTime(asOf.atOffset(ZoneOffset.UTC));
        addKnown(values, knownAt).addInteger(max);
        return pool.preparedQuery(STATE).execute(values).map(TimelineReader::found);
    }

    @Override
    public Uni<List<PersonIndex.IndexedEntry>> page(List<Hash> subjects, Window window) {
        Optional<Cursor> after = window.after();
        Tuple values =
                Tuple.tuple()
                        .addValue(
                                subjects.stream()
                                        .map(TimelineReader::buffer)
                                        .toArray(Buffer[]::new))
                        .addOffsetDateTime(time(after.map(Cursor::effectiveAt), BEGINNING))
                        .addInteger(after.map(Cursor::shard).orElse(0))
                        .addLong(after.map(Cursor::index).orElse(0L))
                        .addOffsetDateTime(time(window.from(), BEGINNING))
                        .addOffsetDateTime(time(window.to(), END))
                        .addValue(window.actions().toArray(String[]::new));
        addKnown(values, window.knownAt()).addInteger(window.size());
        return pool.preparedQuery(PAGE).execute(values).map(TimelineReader::found);
    }

    @Override
    public Uni<Set<Hash>> restricted(Collection<Hash> subjects) {
        return pool.preparedQuery(RESTRICTED)
                .execute(Tuple.tuple().addValue(PackRows.keys(subjects)))
                .map(rows -> list(rows).stream().map(row -> hash(row, 0)))
                .map(keys -> keys.collect(Collectors.toUnmodifiableSet()));
    }

    private static Tuple addKnown(Tuple values, Map<Integer, Long> knownAt) {
        List<Integer> shards = List.copyOf(knownAt.keySet());
        return values.addValue(shards.toArray(Integer[]::new))
                .addValue(shards.stream().map(knownAt::get).toArray(Long[]::new));
    }

    private static OffsetDateTime time(Optional<Instant> time, OffsetDateTime otherwise) {
        return time.map(t -> t.atOffset(ZoneOffset.UTC)).orElse(otherwise);
    }

    private static List<PersonIndex.IndexedEntry> found(RowSet<Row> rows) {
        List<PersonIndex.IndexedEntry> found = new ArrayList<>(rows.size());
        for (Row row : rows) {
            found.add(
                    new PersonIndex.IndexedEntry(
                            hash(row, 0),
                            row.getInteger(1),
                            row.getLong(2),
                            row.getOffsetDateTime(3).toInstant(),
                            row.getString(4)));
        }
        return found;
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static Hash hash(Row row, int column) {
        return Hash.of(row.getBuffer(column).getBytes());
    }

    private static Buffer buffer(Hash hash) {
        return Buffer.buffer(hash.toBytes());
    }
}
