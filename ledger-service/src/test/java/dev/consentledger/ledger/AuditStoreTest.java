package dev.consentledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.append.ShardRecords;
import dev.consentledger.ledger.audit.Mismatch;
import dev.consentledger.ledger.audit.ShardRound;
import dev.consentledger.ledger.audit.StoredEntry;
import dev.consentledger.ledger.store.AuditStore;
import dev.consentledger.ledger.store.LedgerStore;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.postgres.Database;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the self-audit reads and keeps, on tables with records that are as large as they get. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditStoreTest {

    private static final int SHARD = ShardTraffic.SHARD;
    private static final int USUAL = 300;
    private static final int LARGE = 6;
    private static final int LARGE_BYTES = 3 << 20;
    private static final int ANSWER_BYTES_MAX = 1 << 18;
    private static final byte[] LEDGER_KEY = new byte[32];
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    @TempDir static Path directory;
    private static Stand stand;
    private static LedgerTables tables;
    private static Pool pool;
    private static AuditStore stored;

    @BeforeAll
    static void fill() {
        stand = Stand.start(directory, StandOptions.withFreePorts());
        tables = new LedgerTables(stand);
        Database owner = stand.ledgerOwner();
        Flyway.configure()
                .dataSource(stand.jdbcUrl(owner), owner.user(), owner.password())
                .placeholders(Map.of("service", stand.ledger().user()))
                .load()
                .migrate();
        pool = Pools.of(stand);
        stored = new AuditStore(pool, 1, ANSWER_BYTES_MAX);
        LedgerStore ledger = new LedgerStore(pool, 1);
        ledger.open(SHARD, "topic").await().atMost(ANSWER_MAX);
        ShardTraffic traffic = ShardTraffic.of(USUAL);
        traffic.appendBy(ledger);
        Appender appender = new Appender(ledger, new Sequencer(LEDGER_KEY), RecordsTopic.SHARDS);
        int offset = traffic.records().size();
        for (int number = 0; number < LARGE; number++, offset++) {
            LedgerRecord large =
                    new LedgerRecord(
                            offset,
                            0,
                            new byte[32],
                            nonsense(number),
                            Optional.empty(),
                            Optional.empty());
            appender.append(new ShardRecords(SHARD, offset, List.of(large)))
                    .await()
                    .atMost(ANSWER_MAX);
        }
    }

    private static byte[] nonsense(int number) {
        byte[] value = new byte[LARGE_BYTES];
        Arrays.fill(value, (byte) number);
        return value;
    }

    @AfterAll
    static void stop() {
        pool.closeAndAwait();
        stand.close();
    }

    @Test
    @Order(1)
    void answerHasNoMoreBytesThanTheLimitBeforeItsLastEntry() {
        List<StoredEntry> read = new ArrayList<>();
        while (read.size() < USUAL + LARGE) {
            List<StoredEntry> some = stored.entries(SHARD, read.size(), USUAL + LARGE);
            assertThat(some).isNotEmpty();
            assertThat(
                            some.subList(0, some.size() - 1).stream()
                                    .mapToLong(AuditStoreTest::bytes)
                                    .sum())
                    .isLessThan(ANSWER_BYTES_MAX);
            read.addAll(some);
        }

        assertThat(read)
                .extracting(StoredEntry::entry)
                .containsExactlyElementsOf(tables.entries(SHARD));
        assertThat(read.subList(USUAL, USUAL + LARGE))
                .allSatisfy(
                        row ->
                                assertThat(row.unreadable().orElseThrow().value())
                                        .hasSize(LARGE_BYTES));
    }

    private static long bytes(StoredEntry row) {
        return row.entry().length + row.unreadable().map(record -> record.value().length).orElse(0);
    }

    @Test
    @Order(2)
    void largeRecordsAreVerifiedAndTakeAsLongAsTheyAreLarge() throws Exception {
        ShardRound round = round();
        long spent = 0;
        for (long more = round.advance(); more > 0; more = round.advance()) {
            spent += more;
        }
        assertThat(round.entries()).isEqualTo(USUAL + LARGE);
        assertThat(spent).isGreaterThan(2 * (USUAL + LARGE));
    }

    @Test
    @Order(3)
    void changeOfALargeRecordOrOneBeyondAllLimitsIsAMismatch() throws Exception {
        String of = " WHERE shard = %d AND entry_index = %d".formatted(SHARD, USUAL + 1);
        String found = "the unreadable record of entry %d is not".formatted(USUAL + 1);
        tables.executeAsOwner(
                "UPDATE unreadable SET record_value = set_byte(record_value, 3000000, 7)" + of);
        assertThatThrownBy(AuditStoreTest::verify).hasMessageContaining(found);

        tables.executeAsOwner(
                "UPDATE unreadable SET record_value = decode(repeat('00', 20000000), 'hex')" + of);
        assertThat(stored.entries(SHARD, USUAL + 1, USUAL + 2).get(0).unreadable())
                .hasValueSatisfying(record -> assertThat(record.value()).hasSize((16 << 20) + 1));
        assertThatThrownBy(AuditStoreTest::verify).hasMessageContaining(found);

        tables.executeAsOwner("DELETE FROM unreadable" + of);
        verify();
    }

    @Test
    @Order(4)
    void damagedEntryIsNotTakenForDamageBesideIt() throws Exception {
        tables.executeAsSuperuser(
                """
                ALTER TABLE entries DISABLE TRIGGER USER;
                UPDATE entries SET entry = set_byte(entry, 2, 0) WHERE shard = %d AND entry_index = 9;
                ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_are_immutable"""
                        .formatted(SHARD));

        assertThatThrownBy(AuditStoreTest::verify)
                .hasMessageContaining("tile/0/000")
                .hasMessageContaining("entry 9 does not hash to what stands here");
    }

    @Test
    @Order(5)
    void firstMismatchIsKeptUntilThePersonWhoOwnsTheTablesEndsIt() throws SQLException {
        assertThat(stored.mismatch(SHARD)).isEmpty();
        stored.keepMismatch(SHARD, "this");
        stored.keepMismatch(SHARD, "that");
        assertThat(stored.mismatch(SHARD)).contains("this");
        assertThat(stored.mismatch(SHARD + 1)).isEmpty();

        String end = "SELECT end_mismatch(1, %d, '%s')";
        assertThatThrownBy(() -> tables.execute(end.formatted(SHARD, "restored")))
                .hasMessageContaining("permission denied for function");
        assertThatThrownBy(() -> tables.executeAsOwner(end.formatted(SHARD, " ")))
                .hasMessageContaining("mismatch_ends_why_check");
        assertThat(stored.mismatch(SHARD)).contains("this");
        tables.executeAsOwner(end.formatted(SHARD, "restored"));
        assertThat(stored.mismatch(SHARD)).isEmpty();
        assertThatThrownBy(() -> tables.executeAsOwner(end.formatted(SHARD, "again")))
                .hasMessageContaining("no mismatch that is to be ended");

        stored.keepMismatch(SHARD, "x".repeat(5_000));
        assertThat(stored.mismatch(SHARD)).contains("x".repeat(1_000));
        assertThat(
                        tables.rows(
                                "SELECT number, what, why, ended_by FROM mismatches LEFT JOIN mismatch_ends USING (epoch, shard, number) WHERE number = 1"))
                .containsExactly(List.of(1, "this", "restored", stand.ledgerOwner().user()));
    }

    private static void verify() throws Mismatch {
        ShardRound round = round();
        while (round.advance() > 0) {}
    }

    private static ShardRound round() throws Mismatch {
        return ShardRound.begin(stored, 1, SHARD, LEDGER_KEY, (shard, note) -> true).orElseThrow();
    }
}
