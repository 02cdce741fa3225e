package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.standalone.postgres.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records topic alone makes the same ledger again, bit for bit. */
class ReplayIT {

    private static final int EVENTS = Extent.of(1_000, 100_000);

    /** Another size of the transactions must not show in the result. */
    private static final String OTHER_BATCHES = "7";

    @TempDir Path directory;

    @Test
    void replayIntoAnEmptyDatabaseGivesTheSameRoots() throws Exception {
        try (ConsentSystem system = ConsentSystem.start(directory, LEDGER_SERVICE, CONSENT_API)) {
            fillWithConsentsRepeatsAndUnreadableRecords(system);
            LedgerTables first = system.ledgerTables();
            Map<String, String> roots = roots(system.shards());
            system.service(LEDGER_SERVICE).stop();

            // Nothing else uses the stand's other database here.
            Database empty = system.stand().reporting();
            LedgerTables second = new LedgerTables(system.stand(), empty);
            system.launch(LEDGER_SERVICE, connection(empty));
            system.service(LEDGER_SERVICE).awaitReady();
            await("as many records as before")
                    .atMost(ConsentSystem.RECOVERY_MAX)
                    .until(() -> second.records() == first.records());

            assertThat(second.heads()).isEqualTo(first.heads());
            assertThat(roots(system.shards())).isEqualTo(roots);
            assertThat(second.size()).isEqualTo(first.size()).isGreaterThan(EVENTS);
            assertSameRows(first, second);
            // It signs, so it has come past what the first one published, and to the same roots.
            await("the replayed ledger under checkpoints of its own")
                    .atMost(ConsentSystem.RECOVERY_MAX)
                    .until(() -> signedEntries(second) == second.size());
            assertThat(second.checkpoints()).isNotEmpty();
            LedgerIsWhole.inItself(second);
            // The second ledger tells of all entries once more: the same bytes at the same indexes.
            await("both ledgers' entries on the topic")
                    .atMost(ConsentSystem.RECOVERY_MAX)
                    .until(
                            () ->
                                    system.appendedTopic().records().values().stream()
                                                    .mapToLong(List::size)
                                                    .sum()
                                            >= 2 * first.size());
            LedgerIsWhole.onTheAppendedTopic(system);
        }
    }

    private static void fillWithConsentsRepeatsAndUnreadableRecords(ConsentSystem system)
            throws Exception {
        Choices choices = new Choices();
        Event once = choices.of(0);
        Event contradiction =
                once.decisions(
                        Map.of(
                                "preferences", "refused",
                                "statistics", "refused",
                                "marketing", "refused"));
        system.send(once);
        system.send(once);
        system.send(contradiction);
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), choices::of, EVENTS, 0)) {
            visitors.finish();
        }
        Garbage.send(system.stand().kafkaBootstrapServers());

        LedgerTables ledger = system.ledgerTables();
        await("all of it in the ledger")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(ledger.consents()).hasSize(EVENTS + 1);
                            assertThat(ledger.number("SELECT count(*) FROM repeats")).isEqualTo(2);
                            assertThat(ledger.number("SELECT count(*) FROM unreadable"))
                                    .isEqualTo(Garbage.RECORDS);
                        });
    }

    private static long signedEntries(LedgerTables ledger) {
        return ledger.number("SELECT coalesce(sum(size), 0)::bigint FROM signed_heads");
    }

    private static void assertSameRows(LedgerTables first, LedgerTables second) {
        for (String table :
                List.of(
                        "entries",
                        "evidence",
                        "documents",
                        "ids",
                        "tiles",
                        "repeats",
                        "unreadable")) {
            String all = "SELECT t::text FROM " + table + " t ORDER BY t::text";
            assertThat(second.query(all, row -> row.getString(1)))
                    .as(table)
                    .isNotEmpty()
                    .isEqualTo(first.query(all, row -> row.getString(1)));
        }
    }

    private static Map<String, String> connection(Database database) {
        return Map.of(
                "CONSENT_DATABASE_NAME", database.name(),
                "CONSENT_DATABASE_USERNAME", database.user(),
                "CONSENT_DATABASE_PASSWORD", database.password(),
                "CONSENT_DATABASE_OWNER_USERNAME", database.user(),
                "CONSENT_DATABASE_OWNER_PASSWORD", database.password(),
                "CONSENT_CONSUMER_BATCH_RECORDS", OTHER_BATCHES);
    }

    /** What ledger-service says of each shard: size and root. */
    private static Map<String, String> roots(JsonNode answer) {
        Map<String, String> roots = new TreeMap<>();
        for (JsonNode shard : answer.path("shards")) {
            roots.put(
                    shard.path("epoch").asInt() + "/" + shard.path("shard").asInt(),
                    shard.path("nextIndex").asLong() + " " + shard.path("root").asText());
        }
        assertThat(roots).hasSize(4);
        return roots;
    }
}
