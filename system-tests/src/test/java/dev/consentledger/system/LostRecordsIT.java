package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.system.LedgerTables.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runbook 'Ledger halted' says to do when records are gone, done as it says. */
class LostRecordsIT {

    private static final int EVENTS = 200;
    private static final int SHARD = 2;
    private static final String OPERATOR = "operator.example/anna";

    /** What the health says that has to be stated. */
    private static final Pattern GAP =
            Pattern.compile("origin=(\\S+) topic=(\\S+) from=(\\d+) to=(\\d+)");

    private final Choices choices = new Choices();

    @TempDir Path directory;

    @Test
    void operatorStatesThatRecordsAreGoneAndTheShardGoesOnUnderAnAuditableLog() throws Exception {
        Path key = directory.resolve("operator.pem");
        Path operators = directory.resolve("operators");
        Files.writeString(
                operators,
                Auditor.passes(
                        "keygen", "--operator", "--key", key.toString(), "--name", OPERATOR));
        try (ConsentSystem system =
                ConsentSystem.start(directory.resolve("data"), CONSENT_API, LEDGER_SERVICE)) {
            system.service(LEDGER_SERVICE).stop();
            visit(system, 0);
            deleteWhatWaits(system);
            system.launch(LEDGER_SERVICE, Map.of("CONSENT_OPERATORS_FILE", operators.toString()));

            Matcher gap = awaitHalt(system);
            String note =
                    Auditor.passes(
                            "statement",
                            "--key",
                            key.toString(),
                            "--name",
                            OPERATOR,
                            "--origin",
                            gap.group(1),
                            "--topic",
                            gap.group(2),
                            "--from",
                            gap.group(3),
                            "--to",
                            gap.group(4),
                            "--reason",
                            "ledger-service was away for longer than the retention");
            handIn(system, note);
            system.service(LEDGER_SERVICE).awaitReady();
            system.launch(REPORTING_SERVICE, Map.of());
            visit(system, EVENTS);

            awaitAllJudged(system);
            assertThat(system.ledgerTables().entries().get(SHARD))
                    .extracting(LostRecordsIT::text)
                    .filteredOn(text -> text.contains("\"kind\":\"gap\""))
                    .singleElement()
                    .asString()
                    .contains("\"from\":%s,".formatted(gap.group(3)))
                    .contains("\"to\":%s,".formatted(gap.group(4)));
            LedgerIsWhole.inItself(system.ledgerTables());
            Auditor.auditsAll(system);
            LedgerIsWhole.onTheAppendedTopic(system);
            // The figures count what lies behind the gap.
            system.service(REPORTING_SERVICE).awaitReady();
            system.figures(Event.Site.IMAGINE_ART, Choices.ALL_TIME);
        }
    }

    private void visit(ConsentSystem system, int from) {
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), n -> choices.of(from + n), EVENTS, 0)) {
            assertThat(visitors.finish()).hasSize(EVENTS);
        }
    }

    /** As retention does, when nobody has read them for too long. */
    private static void deleteWhatWaits(ConsentSystem system) throws Exception {
        TopicPartition partition = new TopicPartition("consent.records.v1.1", SHARD);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.stand().kafkaBootstrapServers()))) {
            long end =
                    admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end))).all().get();
        }
    }

    private static Matcher awaitHalt(ConsentSystem system) {
        URI health = system.service(LEDGER_SERVICE).uri().resolve("/q/health/ready");
        return await("a halt at the missing records")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> GAP.matcher(Http.get(health).body()), Matcher::find);
    }

    private static void handIn(ConsentSystem system, String note) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                system.service(LEDGER_SERVICE).uri().resolve("/v1/statements"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(note))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void awaitAllJudged(ConsentSystem system) {
        LedgerTables ledger = system.ledgerTables();
        await("everything judged and signed")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(ledger.number(JUDGED)).isEqualTo(end(system));
                            assertThat(
                                            ledger.number(
                                                    "SELECT coalesce(sum(size), 0)::bigint FROM signed_heads"))
                                    .isEqualTo(ledger.size());
                        });
    }

    private static final String JUDGED = "SELECT next_offset FROM heads WHERE shard = " + SHARD;

    private static long end(ConsentSystem system) throws Exception {
        TopicPartition partition = new TopicPartition("consent.records.v1.1", SHARD);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.stand().kafkaBootstrapServers()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static String text(Row row) {
        return new String(row.entry(), StandardCharsets.UTF_8);
    }
}
