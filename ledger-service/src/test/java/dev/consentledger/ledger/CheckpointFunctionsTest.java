package dev.consentledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database asks of a checkpoint that is to be kept, and of keys that are to sign. */
class CheckpointFunctionsTest {

    private static final String VKEY = vkey("ledger.example/1/0");

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
    void checkpointsAreKeptInOrderAndOfWhatIsThere() throws SQLException {
        KeptCheckpoint none = new KeptCheckpoint(1, 0, VKEY);
        assertThatThrownBy(() -> tables.execute(none.first(0, "a")))
                .hasMessageContaining("keys of log 1/0 have changed");
        tables.executeAsOwner("SELECT use_log_keys(1, 0, ARRAY['%s'])".formatted(VKEY));
        assertThatThrownBy(() -> tables.execute(none.first(2, "a")))
                .hasMessageContaining("no such size");
        assertThat(tables.rows(none.first(0, "a"))).containsExactly(List.of(true));
        assertThat(tables.rows(none.first(1, "a"))).containsExactly(List.of(false));
        assertThat(tables.rows(none.next(0, "other", 1, "b"))).containsExactly(List.of(false));
        for (String wrong :
                List.of(
                        none.next(0, "a", 1, "b")
                                .replace("ledger.example/1/0\\n", "ledger.example/1/1\\n"),
                        none.next(0, "a", 1, "b").replace("1/0\\n1\\n", "1/0\\n2\\n"),
                        none.next(0, "a", 1, "b").replace("1/0\\n1\\n", "1/0\\n01\\n"),
                        none.next(0, "a", 1, "b")
                                .replace("encode(sha256('b')", "encode(sha256('c')"),
                        none.next(0, "a", 1, "b")
                                .replace("'base64') || E'\\n\\n", "'base64') || E'\\nmore\\n\\n"),
                        none.next(0, "a", 1, "b").replace("E'ledger", "E'\\nledger"))) {
            assertThatThrownBy(() -> tables.execute(wrong))
                    .as(wrong)
                    .hasMessageContaining("the note is not of this size and root of log 1/0");
        }
        assertThat(tables.rows(none.next(0, "a", 1, "b"))).containsExactly(List.of(true));
        assertThatThrownBy(() -> tables.execute(none.next(1, "b", 0, "c")))
                .hasMessageContaining("no such size");
        assertThatThrownBy(() -> tables.execute(none.next(1, "b", 2, "c")))
                .hasMessageContaining("no such size");
        tables.execute("SELECT mark_published(1, 0, 99)");
        tables.execute("SELECT mark_published(1, 0, 0)");

        assertThat(tables.rows("SELECT size FROM checkpoints WHERE shard = 0 ORDER BY size"))
                .containsExactly(List.of(0L), List.of(1L));
        assertThat(tables.rows("SELECT next_index FROM publications WHERE shard = 0"))
                .containsExactly(List.of(1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "ledger.example/1/0+00000000+AVvyoHJLyd4h5Tmu2drDSVSSoYzlwH/9TZT5Vaw3KwH4",
                "+9fa6b3b3+AVvyoHJLyd4h5Tmu2drDSVSSoYzlwH/9TZT5Vaw3KwH4",
                "ledger.example/1/0+9fa6b3b3+AVvyoHJLyd4h5Tmu2drDSVSSoYzlwH",
                "ledger.example/1/0+9fa6b3b3"
            })
    void whatIsNoKeyNeverSigns(String vkey) {
        assertThatThrownBy(
                        () ->
                                tables.executeAsOwner(
                                        "SELECT use_log_keys(1, 5, ARRAY['%s'])".formatted(vkey)))
                .hasMessageContaining("no verifier key");
        assertThatThrownBy(
                        () -> tables.executeAsOwner("SELECT use_log_keys(1, 5, ARRAY[NULL::text])"))
                .hasMessageContaining("no verifier key");
    }

    @Test
    void changeOfKeysWaitsForTheFirstCheckpoint() throws Exception {
        String next = vkey("ledger.example/1/6");
        String first = vkey("ledger.example/1/6");
        tables.execute("SELECT open_shard(1, 6, 'topic')");
        tables.execute(AppendStatement.ofOneEntry().with("of_shard", "6").toString());
        tables.executeAsOwner("SELECT use_log_keys(1, 6, ARRAY['%s'])".formatted(first));
        String change = "SELECT use_log_keys(1, 6, ARRAY['%s', '%s'])".formatted(first, next);
        try (Connection keeping = tables.connect();
                Statement statement = keeping.createStatement()) {
            keeping.setAutoCommit(false);
            statement.execute(new KeptCheckpoint(1, 6, first).first(1, "a"));
            CompletableFuture<Void> changing =
                    CompletableFuture.runAsync(
                            () ->
                                    assertThatCode(() -> tables.executeAsOwner(change))
                                            .doesNotThrowAnyException());
            await().until(
                            () ->
                                    !tables.rows(
                                                    "SELECT FROM pg_locks WHERE NOT granted AND relation = 'log_keys'::regclass")
                                            .isEmpty());
            keeping.commit();
            changing.get(1, TimeUnit.MINUTES);
        }

        assertThat(tables.rows("SELECT size_first FROM log_keys WHERE shard = 6 ORDER BY position"))
                .containsExactly(List.of(0L), List.of(2L));
    }

    private static String vkey(String name) {
        return new NoteSigner(name, Ed25519PrivateKey.generate(new SecureRandom()))
                .verifierKey()
                .encode();
    }
}
