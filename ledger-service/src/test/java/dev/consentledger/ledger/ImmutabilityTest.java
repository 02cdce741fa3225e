package dev.consentledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.consentledger.ledger.store.LedgerStore;
import dev.consentledger.ledger.store.RightsCheck;
import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what to the ledger's tables, on a database that is guarded as it should be. */
class ImmutabilityTest {

    private static final List<String> IMMUTABLE =
            List.of(
                    "entries",
                    "ids",
                    "documents",
                    "absences",
                    "tiles",
                    "kept_checkpoints",
                    "cosignatures",
                    "tombstones");
    private static final String DENIED = "42501";

    @TempDir static Path directory;
    private static Stand stand;
    private static LedgerTables tables;

    @BeforeAll
    static void makeTables() throws SQLException {
        stand = Stand.start(directory, StandOptions.withFreePorts());
        tables = new LedgerTables(stand);
        tables.migrate();
        tables.execute("SELECT open_shard(1, 0, 'topic')");
        tables.execute(AppendStatement.ofOneEntry().toString());
    }

    @AfterAll
    static void stop() {
        stand.close();
    }

    @Test
    void serviceCanWriteToNoTable() {
        for (List<Object> table :
                tables.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            for (String command :
                    List.of(
                            "INSERT INTO %s DEFAULT VALUES",
                            "DELETE FROM %s",
                            "TRUNCATE %s",
                            "DROP TABLE %s",
                            "ALTER TABLE %s DISABLE TRIGGER ALL",
                            "SELECT FROM %s FOR UPDATE",
                            "CREATE INDEX ON %s ((1))")) {
                assertDenied(() -> tables.execute(command.formatted(table.get(0))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entries SET entry = ''",
                "UPDATE heads SET next_index = 0",
                "SELECT FROM heads FOR UPDATE",
                "UPDATE signed_heads SET size = 0",
                "UPDATE publications SET next_index = 0",
                "CREATE TABLE mine ()",
                "CREATE TEMPORARY TABLE heads ()",
                "CREATE SCHEMA mine",
                "CREATE FUNCTION mine() RETURNS void LANGUAGE sql AS ''",
                "CREATE OR REPLACE FUNCTION open_shard(integer, integer, text) RETURNS void LANGUAGE sql AS ''",
                "SELECT use_log_keys(1, 0, ARRAY['key'])",
                "DO 'BEGIN LOCK TABLE log_keys IN ROW SHARE MODE; END'",
                "SELECT ledger_guard.seal()",
                "DELETE FROM ledger_guard.sealed",
                "ALTER EVENT TRIGGER ledger_guard_drops DISABLE",
                "SET session_replication_role = replica",
                "SET ROLE ledger_owner"
            })
    void serviceCannotGetRound(String command) {
        assertDenied(() -> tables.execute(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM evidence",
                "UPDATE evidence SET subject = NULL",
                "UPDATE evidence SET context = 'other'",
                "TRUNCATE evidence"
            })
    void evidenceThatNoActHasErasedCannotBeDeletedByItsOwner(String command) throws SQLException {
        tables.executeAsOwner(
                "INSERT INTO evidence VALUES (1, 0, 0, 'a', 'b', 'c') ON CONFLICT DO NOTHING");

        assertThatThrownBy(() -> tables.executeAsOwner(command))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
        assertDenied(
                () -> tables.executeAsOwner("DROP TRIGGER evidence_is_erased_only ON evidence"));
    }

    @Test
    void erasureWithoutAnEntryThatOrdersItIsRefused() {
        for (String word : List.of("erased", "held")) {
            String append =
                    AppendStatement.ofOneMoreEntry()
                            .with("leaf_entries", "ARRAY['{\"kind\":\"consent\"}'::bytea]")
                            .with("outcome_indexes", "ARRAY[1]")
                            .with("outcome_words", "ARRAY['%s']".formatted(word))
                            .with(
                                    "outcome_tags",
                                    "ARRAY['00000000-0000-4000-8000-000000000000'::uuid]")
                            .with("outcome_times", "ARRAY[NULL::timestamptz]")
                            .with("outcome_keys", "ARRAY[NULL::bytea]")
                            .toString();

            assertThatThrownBy(() -> tables.execute(append)).hasMessageContaining("orders no such");
        }
    }

    @Test
    void functionsAreForNobodyElse() {
        assertThat(
                        tables.rows(
                                """
                                SELECT proname FROM pg_proc
                                WHERE pronamespace IN ('public'::regnamespace, 'ledger_guard'::regnamespace)
                                    AND has_function_privilege('reporting', oid, 'EXECUTE')"""))
                .isEmpty();
    }

    @Test
    void whatIsOnlyEverInsertedCannotBeChangedByItsOwner() {
        for (String table : IMMUTABLE) {
            for (String command :
                    List.of("UPDATE %s SET shard = 0", "DELETE FROM %s", "TRUNCATE %s")) {
                assertThatThrownBy(() -> tables.executeAsOwner(command.formatted(table)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("only ever inserted");
                assertThatThrownBy(
                                () ->
                                        tables.executeAsSuperuser(
                                                "SET session_replication_role = replica; "
                                                        + command.formatted(table)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("only ever inserted");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE entries CASCADE",
                "DROP TABLE evidence",
                "DROP OWNED BY ledger_owner",
                "DROP SCHEMA public CASCADE",
                "DROP SCHEMA ledger_guard CASCADE",
                "DROP DATABASE ledger",
                "DROP TRIGGER entries_are_immutable ON entries",
                "DROP FUNCTION refuse_change CASCADE",
                "DROP EVENT TRIGGER ledger_guard_changes",
                "SET event_triggers = off",
                "ALTER TABLE entries DISABLE TRIGGER entries_are_immutable",
                "ALTER TABLE ids DISABLE TRIGGER ALL",
                "ALTER TABLE documents DISABLE TRIGGER USER",
                "ALTER TABLE tiles ENABLE TRIGGER tiles_are_immutable",
                "ALTER TABLE checkpoints ENABLE REPLICA TRIGGER checkpoints_are_immutable",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "ALTER FUNCTION refuse_change() RENAME TO refuse",
                "ALTER FUNCTION refuse_change() SET search_path = mine",
                "CREATE OR REPLACE TRIGGER tiles_are_immutable BEFORE DELETE OR TRUNCATE ON tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
                "CREATE OR REPLACE TRIGGER tiles_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON tiles FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION refuse_change()",
                "CREATE OR REPLACE TRIGGER tiles_are_immutable BEFORE UPDATE OF shard OR DELETE OR TRUNCATE ON tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
                "CREATE TRIGGER more BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "ALTER TABLE entries RENAME TO former",
                "ALTER TABLE entries RENAME entry TO former",
                "ALTER TABLE entries DROP COLUMN entry",
                "ALTER TABLE entries ALTER entry TYPE bytea USING set_byte(entry, 0, 0)",
                "ALTER TABLE entries ADD more double precision DEFAULT random()",
                "ALTER TABLE entries SET UNLOGGED",
                "ALTER TABLE entries DROP CONSTRAINT entries_pkey",
                "ALTER TABLE tiles DROP CONSTRAINT tiles_hashes_check",
                "ALTER TABLE entries ENABLE ROW LEVEL SECURITY",
                "CREATE RULE more AS ON INSERT TO entries DO INSTEAD NOTHING",
                "CREATE TABLE more () INHERITS (entries)",
                "CREATE TABLE more (LIKE entries) PARTITION BY LIST (shard); ALTER TABLE more ATTACH PARTITION entries DEFAULT",
                "DO 'BEGIN EXECUTE ''ALTER TABLE entries DISABLE TRIGGER ALL''; END'",
                "REASSIGN OWNED BY ledger_owner TO ledger",
                "CREATE SCHEMA ledger"
            })
    void ownerCannotGetRound(String command) {
        assertDenied(() -> tables.executeAsOwner(command));
    }

    @Test
    void deleteByAForeignKeyIsRefused() {
        assertThatThrownBy(
                        () ->
                                tables.executeAsOwner(
                                        """
                                        CREATE TABLE parent (epoch integer, shard integer, PRIMARY KEY (epoch, shard));
                                        INSERT INTO parent SELECT DISTINCT epoch, shard FROM entries;
                                        ALTER TABLE entries ADD FOREIGN KEY (epoch, shard) REFERENCES parent ON DELETE CASCADE;
                                        DELETE FROM parent"""))
                .hasMessageContaining("only ever inserted");
        assertThat(tables.entries(0)).hasSize(1);
    }

    @Test
    void laterMigrationsCanAddAndReplace() throws SQLException {
        tables.executeAsOwner(
                """
                ALTER TABLE entries ADD remark text;
                CREATE INDEX ON entries (remark);
                CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_stay;
                DROP TRIGGER entries_are_immutable ON entries;
                ALTER TRIGGER entries_stay ON entries RENAME TO entries_are_immutable;
                CREATE TABLE later (number integer);
                CREATE TRIGGER later_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON later
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                ALTER TABLE later ENABLE ALWAYS TRIGGER later_stay""");

        assertDenied(() -> tables.executeAsOwner("ALTER TABLE entries DROP remark"));
        assertDenied(() -> tables.executeAsOwner("DROP TRIGGER later_stay ON later"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "from_index | 5",
                "from_index | 0",
                "from_offset | 0",
                "from_offset | 9",
                "of_epoch | 2",
                "of_shard | 7"
            })
    void appendFromElsewhereIsNone(String parameter, String value) {
        assertThat(tables.rows(AppendStatement.ofOneMoreEntry().with(parameter, value).toString()))
                .containsExactly(List.of(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "to_offset | 0",
                "to_offset | 1",
                "to_offset | 3",
                "to_offset | 9223372036854775807",
                "to_offset | NULL",
                "absence_firsts | ARRAY[2]",
                "absence_lasts | ARRAY[2]",
                "leaf_offsets | ARRAY[0]",
                "leaf_offsets | ARRAY[2]",
                "leaf_offsets | ARRAY[1, 1]",
                "leaf_offsets | '{}'",
                "leaf_offsets | NULL",
                "leaf_entries | ARRAY[NULL::bytea]",
                "leaf_entries | ARRAY[''::bytea, '']",
                "leaf_events | ARRAY['00000000-0000-4000-8000-000000000000'::uuid]",
                "to_edge | ''",
                "to_edge | NULL",
                "to_root | ''",
                "document_indexes | ARRAY[0]",
                "document_indexes | ARRAY[2]",
                "unreadable_indexes | ARRAY[0]",
                "repeat_offsets | ARRAY[2]",
                "repeat_indexes | ARRAY[2]",
                "tile_levels | ARRAY[0]",
                "tile_hashes | ARRAY[''::bytea]"
            })
    void appendThatDoesNotFollowIsRefused(String parameter, String value) {
        AppendStatement wrong = AppendStatement.ofOneMoreEntry().with(parameter, value);

        assertThatThrownBy(() -> tables.execute(wrong.toString()))
                .asInstanceOf(type(SQLException.class))
                .satisfies(e -> assertThat(e.getSQLState()).startsWith("23"));
        assertThat(tables.entries(0)).hasSize(1);
        assertThat(tables.rows("SELECT next_index, next_offset FROM heads WHERE shard = 0"))
                .containsExactly(List.of(1L, 1L));
    }

    @Test
    void twoInstancesThatAppendTheSameRecordsAppendThemOnce() throws Exception {
        Pool one = Pools.of(stand);
        Pool other = Pools.of(stand);
        try {
            ShardTraffic traffic = ShardTraffic.of(1_000);
            new LedgerStore(one, 1).open(ShardTraffic.SHARD, "topic").await().indefinitely();

            CompletableFuture<Void> racing =
                    CompletableFuture.runAsync(() -> traffic.appendBy(new LedgerStore(one, 1)));
            traffic.appendBy(new LedgerStore(other, 1));
            racing.get(2, TimeUnit.MINUTES);

            assertThat(tables.entries(ShardTraffic.SHARD))
                    .containsExactlyElementsOf(traffic.entries());
            assertThat(tables.rows("SELECT FROM repeats WHERE shard = " + ShardTraffic.SHARD))
                    .hasSize((int) traffic.repeats());
        } finally {
            one.closeAndAwait();
            other.closeAndAwait();
        }
    }

    @Test
    void whatIsPassedOverIsNamedOnce() throws SQLException {
        tables.execute("SELECT open_shard(1, 9, 'topic')");
        AppendStatement passing =
                AppendStatement.ofOneEntry()
                        .with("of_shard", "9")
                        .with("leaf_offsets", "ARRAY[2]")
                        .with("repeat_offsets", "ARRAY[6]")
                        .with(
                                "repeat_events",
                                "ARRAY['00000000-0000-4000-8000-000000000000'::uuid]")
                        .with("repeat_indexes", "ARRAY[0]")
                        .with("repeat_conflicting", "ARRAY[false]")
                        .with("to_offset", "7");
        for (String[] absences :
                new String[][] {
                    {"'{}'", "'{}'"},
                    {"ARRAY[0]", "ARRAY[1]"},
                    {"ARRAY[0, 3]", "ARRAY[1, 4]"},
                    {"ARRAY[1, 3]", "ARRAY[1, 5]"},
                    {"ARRAY[0, 3]", "ARRAY[2, 5]"},
                    {"ARRAY[0, 3]", "ARRAY[1, 6]"},
                    {"ARRAY[0, 3, 4]", "ARRAY[1, 4, 5]"},
                    {"ARRAY[-1, 3]", "ARRAY[1, 5]"},
                    {"ARRAY[0, 3, 7]", "ARRAY[1, 5, 7]"},
                    {"ARRAY[0, 3]", "ARRAY[1, NULL]"}
                }) {
            assertThatThrownBy(
                            () ->
                                    tables.execute(
                                            passing.with("absence_firsts", absences[0])
                                                    .with("absence_lasts", absences[1])
                                                    .toString()))
                    .as(String.join(" to ", absences))
                    .hasMessageContaining("does not follow");
        }

        assertThat(
                        tables.rows(
                                passing.with("absence_firsts", "ARRAY[3, 0]")
                                        .with("absence_lasts", "ARRAY[5, 1]")
                                        .toString()))
                .containsExactly(List.of(true));
        assertThat(
                        tables.rows(
                                "SELECT offset_first, offset_last FROM absences WHERE shard = 9 ORDER BY 1"))
                .containsExactly(List.of(0L, 1L), List.of(3L, 5L));
    }

    @Test
    void rightsThatNobodyShouldHaveAreFoundAndTheGuardCanBeInstalledAgain() throws Exception {
        Pool pool = Pools.of(stand);
        try {
            RightsCheck check = new RightsCheck(pool);
            assertThat(check.findings()).isEmpty();

            tables.executeAsOwner("GRANT DELETE ON evidence TO ledger");
            tables.executeAsSuperuser(
                    "GRANT pg_read_all_data TO ledger; DROP EVENT TRIGGER ledger_guard_drops; ALTER DATABASE ledger OWNER TO ledger_owner");
            assertThat(check.findings())
                    .hasSize(4)
                    .anySatisfy(finding -> assertThat(finding).contains("write to table evidence"))
                    .anySatisfy(finding -> assertThat(finding).contains("pg_read_all_data"))
                    .anySatisfy(finding -> assertThat(finding).contains("can drop it"))
                    .anySatisfy(finding -> assertThat(finding).contains("guard is not installed"));

            tables.executeAsOwner("REVOKE DELETE ON evidence FROM ledger");
            tables.executeAsSuperuser(
                    "REVOKE pg_read_all_data FROM ledger; ALTER DATABASE ledger OWNER TO superuser");
            tables.executeAsSuperuser(
                    Files.readString(
                            ProjectFiles.find().root().resolve("deploy/postgres/guard.sql")));
            assertThat(check.findings()).isEmpty();
            assertDenied(() -> tables.executeAsOwner("DROP TABLE evidence"));
        } finally {
            pool.closeAndAwait();
        }
    }

    private static void assertDenied(ThrowingCallable command) {
        assertThatThrownBy(command)
                .asInstanceOf(type(SQLException.class))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }
}
