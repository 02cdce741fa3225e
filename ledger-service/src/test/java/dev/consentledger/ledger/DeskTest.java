package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reporting-service is told, and nobody else. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
class DeskTest {

    private static final Duration APPEND_MAX = Duration.ofSeconds(120);
    private static final byte[] DOCUMENT = "{\"a\":1}".getBytes();

    Stand stand;

    @BeforeEach
    void awaitReady() {
        await().atMost(APPEND_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void entriesComeWithWhatIsKeptBesideThem() throws MalformedJson {
        Event event = Event.granted();
        ProducerRecord<byte[], byte[]> record = RecordsTopic.record(event);
        int shard = RecordsTopic.shardOf(event);
        byte[] policy;
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            topic.send(record);
            policy = topic.sendPolicy("desk.example", DOCUMENT);
            topic.flush();
        }
        LedgerTables tables = new LedgerTables(stand);
        await().atMost(APPEND_MAX)
                .until(() -> tables.count("evidence") == 1 && tables.count("documents") == 1);

        Response answer = new Desk(stand).ask(positionsOf(tables));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.jsonPath().getList("records")).hasSize(2);
        String consent = "records.find{it.evidence.stored}";
        assertThat(bytes(answer, consent + ".entry")).isEqualTo(record.value());
        assertThat(answer.jsonPath().getInt(consent + ".shard")).isEqualTo(shard);
        Evidence evidence = Evidence.read(record.headers().lastHeader("evidence").value());
        assertThat(part(answer, consent + ".evidence.subject")).isEqualTo(evidence.subject().get());
        assertThat(part(answer, consent + ".evidence.context")).isEqualTo(evidence.context());
        assertThat(part(answer, consent + ".evidence.observed")).isEqualTo(evidence.observed());
        assertThat(answer.jsonPath().getMap(consent)).doesNotContainKeys("document", "outcome");
        String published = "records.find{!it.evidence.stored}";
        assertThat(bytes(answer, published + ".entry")).isEqualTo(policy);
        assertThat(bytes(answer, published + ".document")).isEqualTo(DOCUMENT);
    }

    /** Everything that there is, and something that there is not. */
    private static String positionsOf(LedgerTables tables) {
        StringBuilder positions = new StringBuilder("{\"positions\":[");
        for (List<Object> row : tables.rows("SELECT shard, entry_index FROM entries")) {
            positions.append("{\"shard\":%s,\"index\":%s},".formatted(row.get(0), row.get(1)));
        }
        return positions.append("{\"shard\":3,\"index\":4503599627370496}]}").toString();
    }

    private static byte[] bytes(Response answer, String path) {
        return Base64.getDecoder().decode(answer.jsonPath().getString(path));
    }

    private static EvidencePart part(Response answer, String path) throws MalformedJson {
        return EvidencePart.ofCommittedBytes(bytes(answer, path));
    }

    @Test
    void nobodyElseIsTold() {
        String body = "{\"positions\":[{\"shard\":0,\"index\":0}]}";
        Response without =
                given().contentType("application/json").body(body).post("/v1/desk/records");
        Response wrong =
                given().header("Authorization", "Bearer " + "x".repeat(43))
                        .contentType("application/json")
                        .body(body)
                        .post("/v1/desk/records");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.jsonPath().getString("type")).endsWith("/desk-token-missing");
        assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"desk\"");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.jsonPath().getString("type")).endsWith("/desk-token-wrong");
        assertThat(new Desk(stand).ask("{}").statusCode()).isEqualTo(400);
    }
}
