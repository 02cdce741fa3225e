package dev.consentledger.reporting.store;

import dev.consentledger.reporting.rebuild.Filling;
import dev.consentledger.reporting.rebuild.LedgerEntries;
import dev.consentledger.reporting.rebuild.Replacement;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Epoch;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Tables of the projection in the schema {@code rebuild}, beside those in {@code public}. They are
 * made by the scripts that made the others, filled by the same code, and moved. Thread-safe.
 */
@ApplicationScoped
public class RebuildTables implements Replacement {

    private static final String SCRIPTS = "/db/projection/";

    /** Until the end of the transaction, unqualified names are those of the new tables. */
    private static final String IN_THE_NEW = "SET LOCAL search_path TO rebuild, public;\n";

    private static final String BEGIN =
            "DROP SCHEMA IF EXISTS rebuild CASCADE;\nCREATE SCHEMA rebuild;\n" + IN_THE_NEW;

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

    /**
     * What the ledger does not tell any more: where in the topic the reading goes on, and who it
     * was that an order has erased.
     */
    private static final String KEEP =
            """
            UPDATE rebuild.shard_position AS new SET next_offset = coalesce((
                SELECT next_offset FROM public.shard_position AS old
                WHERE (old.epoch, old.shard) = (new.epoch, new.shard)), 0);
            UPDATE rebuild.subject_entry AS new SET subject = old.subject
            FROM public.subject_entry AS old
            WHERE (new.epoch, new.shard, new.index) = (old.epoch, old.shard, old.index)
                AND new.kind = 'erasure' AND old.kind = 'erasure' AND new.subject <> old.subject;
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
    private final Flyway flyway;
    private final Epoch epoch;

    RebuildTables(Pool pool, Flyway flyway, Epoch epoch) {
        this.pool = pool;
        this.flyway = flyway;
        this.epoch = epoch;
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
                .item(this::creation)
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

    /** The scripts of the projection that the database has seen, one after the other. */
    private String creation() {
        return Arrays.stream(flyway.info().applied())
                .map(applied -> script(applied.getScript()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    /** Empty where it is not one of the projection's. */
    private static Optional<String> script(String name) {
        String path = SCRIPTS + name.substring(name.lastIndexOf('/') + 1);
        try (InputStream script = RebuildTables.class.getResourceAsStream(path)) {
            return script == null
                    ? Optional.empty()
                    : Optional.of(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return ProjectionTables.project(connection, epoch, shard, entries).replaceWithVoid();
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
                                                        .chain(() -> run(c, KEEP + MOVE))));
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
