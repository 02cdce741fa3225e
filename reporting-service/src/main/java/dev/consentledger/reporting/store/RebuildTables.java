package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.rebuild.Filling;
import dev.consentledger.reporting.rebuild.LedgerEntries;
import dev.consentledger.reporting.rebuild.Replacement;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Tables of the projection in the schema {@code rebuild}, beside those in {@code public}. They are
 * made by the scripts that made the others, filled by the same code, and moved. Thread-safe.
 */
@ApplicationScoped
public class RebuildTables implements Replacement {

    /** Until the end of the transaction, unqualified names are those of the new tables. */
    private static final String IN_THE_NEW = "SET LOCAL search_path TO rebuild, public;\n";

    /** That there is nothing to drop is no news. */
    private static final String BEGIN =
            """
            SET LOCAL client_min_messages TO warning;
            DROP SCHEMA IF EXISTS rebuild CASCADE;
            CREATE SCHEMA rebuild;
            """
                    + IN_THE_NEW;

    private static final String FILLINGS =
            """
            SELECT s,
                coalesce((SELECT next_index FROM rebuild.shard_position
                    WHERE epoch = $1 AND shard = s), 0),
                coalesce((SELECT next_index FROM public.shard_position
                    WHERE epoch = $1 AND shard = s), 0)
            FROM generate_series(0, $2::integer - 1) AS s ORDER BY s
            """;

    /** PostgreSQL learns how the new tables are filled before anybody asks them. */
    private static final String ANALYZE =
            forEachTable("EXECUTE format('ANALYZE rebuild.%I', name);");

    /**
     * Nobody projects any more, and everybody reads on. Rather than have readers queue up behind it
     * this is given up, and tried again; before PostgreSQL takes it for a deadlock with one.
     */
    private static final String STOP_PROJECTING =
            IN_THE_NEW
                    + """
                    SET LOCAL lock_timeout = '500ms';
                    LOCK TABLE public.shard_position IN EXCLUSIVE MODE;
                    """;

    /** The ledger does not know where in the topic the reading goes on. */
    private static final String KEEP_OFFSETS =
            """
            UPDATE rebuild.shard_position AS new SET next_offset = coalesce((
                SELECT next_offset FROM public.shard_position AS old
                WHERE (old.epoch, old.shard) = (new.epoch, new.shard)), 0);
            """;

    /** Whom orders have erased, which the ledger does not know any more. */
    private static final String ERASED =
            """
            SELECT index, subject FROM public.subject_entry
            WHERE epoch = $1 AND shard = $2 AND index = ANY ($3) AND kind = 'erasure'
            """;

    private static final String MOVE =
            """
            DO $$ BEGIN EXECUTE (
                SELECT 'LOCK TABLE ' || string_agg(format('public.%I', tablename), ', ')
                FROM pg_tables WHERE schemaname = 'rebuild');
            END $$;
            """
                    + forEachTable(
                            "EXECUTE format('DROP TABLE public.%I', name);"
                                    + " EXECUTE format('ALTER TABLE rebuild.%I SET SCHEMA public', name);")
                    + "DROP SCHEMA rebuild;";

    private final Pool pool;
    private final ProjectionScripts scripts;
    private final Epoch epoch;
    private final DayZones zones;

    RebuildTables(Pool pool, Flyway flyway, Epoch epoch, Sites sites) {
        this.pool = pool;
        this.scripts = new ProjectionScripts(flyway);
        this.epoch = epoch;
        this.zones = sites.dayZones();
    }

    private static String forEachTable(String statements) {
        return """
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'rebuild' LOOP
                %s
            END LOOP;
        END $$;
        """
                .formatted(statements);
    }

    @Override
    public Uni<Void> begin() {
        return Uni.createFrom()
                .item(scripts::all)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(
                        creation ->
                                pool.withTransaction(
                                        c -> run(c, BEGIN + creation + keepOtherEpochs())));
    }

    /** What other epochs left behind stays as it is. */
    private String keepOtherEpochs() {
        return forEachTable(
                "EXECUTE format('INSERT INTO rebuild.%I SELECT * FROM public.%I WHERE epoch <> "
                        + epoch.number()
                        + "', name, name);");
    }

    @Override
    public Uni<List<Filling>> fillings() {
        return fillings(pool);
    }

    private Uni<List<Filling>> fillings(SqlClient client) {
        return client.preparedQuery(FILLINGS)
                .execute(Tuple.of(epoch.number(), epoch.shards()))
                .map(
                        rows -> {
                            List<Filling> fillings = new ArrayList<>();
                            for (Row row : rows) {
                                fillings.add(
                                        new Filling(
                                                row.getInteger(0), row.getLong(1), row.getLong(2)));
                            }
                            return fillings;
                        });
    }

    @Override
    public Uni<Void> add(int shard, List<Appended> entries) {
        return pool.withTransaction(
                c -> run(c, IN_THE_NEW).chain(() -> project(c, shard, entries)));
    }

    private Uni<Void> project(SqlConnection connection, int shard, List<Appended> entries) {
        return withErased(connection, shard, entries)
                .chain(all -> ProjectionTables.project(connection, epoch, zones, shard, all))
                .replaceWithVoid();
    }

    /**
     * Some of what an order has erased may have been read before it was: whom it was about has to
     * be forgotten by the new tables, too.
     */
    private Uni<List<Appended>> withErased(
            SqlConnection connection, int shard, List<Appended> entries) {
        Long[] orders =
                entries.stream()
                        .filter(Appended::hasErased)
                        .map(Appended::index)
                        .toArray(Long[]::new);
        if (orders.length == 0) {
            return Uni.createFrom().item(entries);
        }
        return connection
                .preparedQuery(ERASED)
                .execute(Tuple.of(epoch.number(), shard, orders))
                .map(
                        rows -> {
                            Map<Long, Hash> subjects = new HashMap<>();
                            for (Row row : rows) {
                                subjects.put(row.getLong(0), Hash.of(row.getBuffer(1).getBytes()));
                            }
                            return entries.stream()
                                    .map(
                                            entry ->
                                                    subjects.containsKey(entry.index())
                                                            ? entry.about(
                                                                    subjects.get(entry.index()))
                                                            : entry)
                                    .toList();
                        });
    }

    @Override
    public Uni<Void> takeOver(LedgerEntries ledger) {
        return pool.withConnection(c -> run(c, ANALYZE))
                .chain(
                        () ->
                                pool.withTransaction(
                                        c ->
                                                run(c, STOP_PROJECTING)
                                                        .chain(() -> fillings(c))
                                                        .chain(all -> addTheRest(c, all, ledger))
                                                        .chain(() -> run(c, KEEP_OFFSETS + MOVE))));
    }

    private Uni<Void> addTheRest(
            SqlConnection connection, List<Filling> fillings, LedgerEntries ledger) {
        Uni<Void> added = Uni.createFrom().voidItem();
        for (Filling filling : fillings) {
            added = added.chain(() -> addTheRest(connection, filling, ledger));
        }
        return added;
    }

    private Uni<Void> addTheRest(SqlConnection connection, Filling filling, LedgerEntries ledger) {
        if (filling.isDone()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.next(filling)
                .chain(
                        some ->
                                project(connection, filling.shard(), some)
                                        .chain(
                                                () ->
                                                        addTheRest(
                                                                connection,
                                                                filling.after(some.size()),
                                                                ledger)));
    }

    /** Runs statements that have no parameters. */
    private static Uni<Void> run(SqlConnection connection, String statements) {
        return connection.query(statements).execute().replaceWithVoid();
    }
}
