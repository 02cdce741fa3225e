package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.checkpoint.Checkpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's files are put back as they were at an earlier moment. */
class RestoreIT {

    private static final int EVENTS = 300;

    /** Of the garbage, one each. */
    private static final List<Integer> SHARDS_WITH_GARBAGE = List.of(0, 1, 2);

    private final Choices choices = new Choices();

    @TempDir Path directory;
    private Path held;

    @Test
    void olderBackupSignsNothingUntilItIsPastWhatWasPublishedAndNothingElseIfItForked()
            throws Exception {
        held = Files.createDirectory(directory.resolve("held"));
        try (ConsentSystem system =
                ConsentSystem.start(directory.resolve("data"), CONSENT_API, LEDGER_SERVICE)) {
            visit(system, 0);
            Map<Integer, Long> before = awaitSigned(system);
            Backup backup = Backup.take(system, directory.resolve("backup"));
            visit(system, EVENTS);
            Garbage.send(system.stand().kafkaBootstrapServers());
            awaitGarbage(system);
            Map<Integer, Long> published = awaitSigned(system);
            Auditor.of(system).monitor(held);

            backup.restore(Map.of());
            awaitGarbage(system);
            Map<Integer, Long> recovered = awaitSigned(system);
            assertThat(recovered).isEqualTo(published);
            requireNothingSignedBetween(system, before, published);
            LedgerIsWhole.inItself(system.ledgerTables());
            Auditor.auditsAll(system);
            Auditor.of(system).monitor(held);

            Path otherKey = directory.resolve("other.key");
            Files.writeString(otherKey, "x".repeat(64));
            Map<String, String> otherHistory =
                    Map.of(
                            "CONSENT_LEDGER_KEY_FILE",
                            otherKey.toString(),
                            // It would find the other key's tags before the signer looks.
                            "CONSENT_SELF_AUDIT_ENTRIES_PER_SECOND",
                            "0");
            backup.restore(otherHistory);
            awaitWrongKey(system, otherKey);
            assertThat(signedSizes(system)).isEqualTo(before);

            system.service(LEDGER_SERVICE).stop();
            forgetKey(system);
            system.launch(LEDGER_SERVICE, otherHistory);
            awaitForks(system);
            Map<Integer, Long> forked = signedSizes(system);
            SHARDS_WITH_GARBAGE.forEach(
                    shard -> assertThat(forked.get(shard)).isEqualTo(before.get(shard)));
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

    private static void awaitGarbage(ConsentSystem system) {
        LedgerTables ledger = system.ledgerTables();
        await("unreadable records in the ledger")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(
                        () ->
                                ledger.number("SELECT count(*) FROM unreadable") == Garbage.RECORDS
                                        && ledger.consents().size() == 2 * EVENTS);
    }

    /** Everything is under a checkpoint, and that stands outside the database. */
    private static Map<Integer, Long> awaitSigned(ConsentSystem system) {
        LedgerTables ledger = system.ledgerTables();
        await("everything under a published checkpoint")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> {
                            assertThat(
                                            ledger.number(
                                                    "SELECT coalesce(sum(size), 0)::bigint FROM signed_heads"))
                                    .isEqualTo(ledger.size());
                            assertThat(publishedEntries(system)).isEqualTo(ledger.size());
                        });
        return signedSizes(system);
    }

    private static long publishedEntries(ConsentSystem system)
            throws IOException, InterruptedException {
        URI metrics = system.service(LEDGER_SERVICE).uri().resolve("/q/metrics");
        return Http.get(metrics)
                .body()
                .lines()
                .filter(line -> line.startsWith("consent_checkpoint_published_size{"))
                .mapToLong(
                        line ->
                                (long)
                                        Double.parseDouble(
                                                line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Map<Integer, Long> signedSizes(ConsentSystem system) {
        Map<Integer, Long> sizes = new TreeMap<>();
        system.ledgerTables()
                .query(
                        "SELECT shard, size FROM signed_heads",
                        row -> sizes.put(row.getInt(1), row.getLong(2)));
        return sizes;
    }

    private static void requireNothingSignedBetween(
            ConsentSystem system, Map<Integer, Long> before, Map<Integer, Long> published) {
        for (Checkpoint checkpoint : system.ledgerTables().checkpoints()) {
            String origin = checkpoint.origin();
            int shard = Integer.parseInt(origin.substring(origin.lastIndexOf('/') + 1));
            assertThat(checkpoint.size())
                    .as(origin)
                    .matches(size -> size <= before.get(shard) || size >= published.get(shard));
        }
    }

    private static void awaitWrongKey(ConsentSystem system, Path key) {
        String reason = "the ledger key in %s is not the one of this ledger".formatted(key);
        await("a halt for " + reason)
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(Http.get(health(system)).body()).contains(reason));
    }

    /** As an operator does whose key is lost for good. */
    private static void forgetKey(ConsentSystem system) {
        LedgerTables tables = new LedgerTables(system.stand(), system.stand().ledgerOwner());
        assertThat(tables.query("DELETE FROM ledger_key_check RETURNING value", row -> true))
                .hasSize(1);
    }

    private static URI health(ConsentSystem system) {
        return system.service(LEDGER_SERVICE).uri().resolve("/q/health/ready");
    }

    private static void awaitForks(ConsentSystem system) {
        await("a halt of each shard that has another history")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> {
                            String answer = Http.get(health(system)).body();
                            assertThat(answer).contains("two histories have the same name");
                            SHARDS_WITH_GARBAGE.forEach(
                                    shard ->
                                            assertThat(answer)
                                                    .contains("halted shard " + shard)
                                                    .contains("unsigned shard " + shard));
                            assertThat(answer).doesNotContain("halted shard 3");
                        });
    }
}
