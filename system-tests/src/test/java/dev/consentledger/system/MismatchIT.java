package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.standalone.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the runbook 'Self-audit mismatch' says of a shard that is in order again. In a sample the
 * tests of ledger-service alone ask that a mismatch is found and stops the signing.
 */
@EnabledIfSystemProperty(named = "tests.extent", matches = "exhaustive")
class MismatchIT {

    private static final int EVENTS = 100;
    private static final int SHARD = 2;
    private static final Map<String, String> AUDITED =
            Map.of(
                    "CONSENT_SELF_AUDIT_ENTRIES_PER_SECOND",
                    "100000",
                    "CONSENT_SELF_AUDIT_PAUSE",
                    "1s");

    private static final String FLIP_A_BIT =
            """
            UPDATE evidence SET context = set_byte(context, 40, get_byte(context, 40) # 1)
            WHERE shard = %d AND entry_index = 0"""
                    .formatted(SHARD);

    private final Choices choices = new Choices();

    @TempDir Path directory;

    @Test
    void mismatchOutlivesTheServiceAndIsEndedByAPersonAlone() throws Exception {
        try (ConsentSystem system = ConsentSystem.start(directory, CONSENT_API, LEDGER_SERVICE)) {
            visit(system, 0);
            awaitAllSigned(system);
            Map<Integer, Long> signed = signedSizes(system);
            system.service(LEDGER_SERVICE).stop();
            flipABit(system);
            system.launch(LEDGER_SERVICE, AUDITED);
            awaitHealth(system, "\"mismatch shard %d\"".formatted(SHARD));

            // The damage goes with the process, so that nothing new can be found.
            system.service(LEDGER_SERVICE).kill();
            flipABit(system);
            system.launch(LEDGER_SERVICE, AUDITED);
            visit(system, EVENTS);
            long size = entries(system, SHARD);
            awaitHealth(
                    system, "\"shard %d\"\\s*:\\s*\"%d entries in order".formatted(SHARD, size));
            awaitOthersSigned(system);
            awaitHealth(system, "\"mismatch shard %d\"".formatted(SHARD));
            awaitHealth(system, "\"unsigned shard %d\"".formatted(SHARD));
            assertThat(size).isGreaterThan(signed.get(SHARD));
            assertThat(signedSizes(system)).containsEntry(SHARD, signed.get(SHARD));

            asOwner(
                    system,
                    "SELECT end_mismatch(1, %d, 'a bit was flipped back')".formatted(SHARD));
            system.service(LEDGER_SERVICE).kill();
            system.launch(LEDGER_SERVICE, AUDITED);
            awaitAllSigned(system);
            assertThat(system.ledgerTables().number("SELECT count(*) FROM mismatches")).isOne();
            Auditor.auditsAll(system);
        }
    }

    private void visit(ConsentSystem system, int from) {
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), n -> choices.of(from + n), EVENTS, 0)) {
            assertThat(visitors.finish()).hasSize(EVENTS);
        }
        LedgerTables ledger = system.ledgerTables();
        await("all of it in the ledger")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(() -> ledger.consents().size() == from + EVENTS);
    }

    /** As somebody whom nothing stops: the tables' owner cannot change what is kept. */
    private static void flipABit(ConsentSystem system) throws SQLException {
        Database database = system.stand().ledgerSuperuser();
        try (Connection connection =
                        DriverManager.getConnection(
                                system.stand().jdbcUrl(database),
                                database.user(),
                                database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE evidence DISABLE TRIGGER USER");
            assertThat(statement.executeUpdate(FLIP_A_BIT)).isOne();
            statement.execute("ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_erased_only");
            statement.execute("ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_not_emptied");
        }
    }

    private static void asOwner(ConsentSystem system, String sql) {
        LedgerTables tables = new LedgerTables(system.stand(), system.stand().ledgerOwner());
        assertThat(tables.query(sql, row -> true)).hasSize(1);
    }

    private static void awaitHealth(ConsentSystem system, String pattern) {
        URI health = system.service(LEDGER_SERVICE).uri().resolve("/q/health/ready");
        await("health with " + pattern)
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(Http.get(health).body()).containsPattern(pattern));
    }

    private static void awaitAllSigned(ConsentSystem system) {
        awaitNoneUnsigned(system, "true");
    }

    private static void awaitOthersSigned(ConsentSystem system) {
        awaitNoneUnsigned(system, "shard <> " + SHARD);
    }

    private static void awaitNoneUnsigned(ConsentSystem system, String which) {
        LedgerTables ledger = system.ledgerTables();
        await("a checkpoint of all entries where " + which)
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(
                        () ->
                                ledger.number(
                                                "SELECT count(*) FROM heads LEFT JOIN signed_heads USING (epoch, shard) WHERE "
                                                        + which
                                                        + " AND size IS DISTINCT FROM next_index")
                                        == 0);
    }

    private static long entries(ConsentSystem system, int shard) {
        return system.ledgerTables().number("SELECT next_index FROM heads WHERE shard = " + shard);
    }

    private static Map<Integer, Long> signedSizes(ConsentSystem system) {
        Map<Integer, Long> sizes = new TreeMap<>();
        system.ledgerTables()
                .query(
                        "SELECT shard, size FROM signed_heads",
                        row -> sizes.put(row.getInt(1), row.getLong(2)));
        return sizes;
    }
}
