package dev.consentledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** A rebuild of all figures, and what the tables have before and after it. */
final class Rebuild {

    /**
     * What each table says, without what depends on how entries were put together in batches: rows
     * of counts that came to nothing.
     */
    private static final Map<String, String> TABLES =
            Map.of(
                    "shard_position",
                    "SELECT epoch, shard, next_index, edge FROM shard_position",
                    "report_count",
                    "SELECT * FROM report_count WHERE by_all <> '' AND report = ANY ('%s')",
                    "day_zone",
                    "SELECT * FROM day_zone",
                    "standing_count",
                    "SELECT * FROM standing_count WHERE subjects <> 0",
                    "subject_choice",
                    "SELECT * FROM subject_choice",
                    "publication",
                    "SELECT * FROM publication",
                    "policy_decision",
                    "SELECT * FROM policy_decision",
                    "subject_entry",
                    "SELECT * FROM subject_entry",
                    "account_link",
                    "SELECT * FROM account_link");

    private final ConsentSystem system;
    private final Desk desk;
    private final LedgerTables reporting;

    Rebuild(ConsentSystem system, Desk desk) {
        this.system = system;
        this.desk = desk;
        this.reporting = new LedgerTables(system.stand(), system.stand().reporting());
    }

    /** Has everything made anew, and asks for a figure meanwhile. */
    void run() throws Exception {
        String before = desk.get("/v1/rebuilds").json().path("finishedAt").asText();
        JsonNode wanted = desk.post("/v1/rebuilds", Map.of()).json();
        assertThat(wanted.path("state").asText()).isIn("wanted", "running");
        JsonNode done =
                await("a rebuild")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> {
                                    assertThat(desk.get("/v1/sites/imagine.art/opt-in").status())
                                            .isEqualTo(200);
                                    return desk.get("/v1/rebuilds").json();
                                },
                                answer -> !answer.path("finishedAt").asText().equals(before));
        assertThat(done.path("state").asText()).isEqualTo("done");
    }

    /**
     * Has everything made anew, and compares.
     *
     * @param reports those whose counts have to be the same
     */
    void changesNothing(String... reports) throws Exception {
        Map<String, List<String>> before = tables(reports);
        run();
        assertThat(tables(reports)).isEqualTo(before);
    }

    /** Takes everything away that was projected, and the topic that it was projected from. */
    void lose() throws Exception {
        for (String table : TABLES.keySet()) {
            reporting.number(
                    "WITH gone AS (DELETE FROM %s RETURNING 1) SELECT count(*) FROM gone"
                            .formatted(table));
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.stand().kafkaBootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int shard = 0; shard < system.ledgerTables().roots().size(); shard++) {
                all.put(
                        new TopicPartition(AppendedTopic.NAME, shard),
                        RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    private void awaitThatAllIsProjected() {
        await("all entries projected")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () ->
                                assertThat(
                                                reporting.number(
                                                        "SELECT sum(next_index) FROM shard_position"))
                                        .isEqualTo(system.ledgerTables().size()));
    }

    /**
     * What the tables have, of all entries of the ledger.
     *
     * @param reports of which
     */
    Map<String, List<String>> tables(String... reports) {
        awaitThatAllIsProjected();
        String of = "{" + String.join(",", reports) + "}";
        Map<String, List<String>> tables = new TreeMap<>();
        TABLES.forEach(
                (table, rows) ->
                        tables.put(
                                table,
                                reporting.query(
                                        "SELECT t::text FROM (%s) AS t ORDER BY 1"
                                                .formatted(rows.replace("%s", of)),
                                        row -> row.getString(1))));
        assertThat(tables.get("report_count")).isNotEmpty();
        assertThat(tables.get("subject_entry")).isNotEmpty();
        return tables;
    }
}
