package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Offsets without a record, and records that somebody has the ledger pass over. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AbsenceTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    Stand stand;
    private LedgerTables tables;

    @BeforeEach
    void awaitReady() {
        tables = new LedgerTables(stand);
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    /** A commit, and a record that was taken back with its own mark. */
    @Test
    @Order(1)
    void offsetsWithoutARecordAreNamed() {
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(RecordsTopic.record(eventOf(0)));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(RecordsTopic.record(eventOf(0)));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(RecordsTopic.record(eventOf(0)));
            producer.commitTransaction();
        }

        await().atMost(CHANGE_MAX).until(() -> tables.entries(0).size() == 2);
        assertThat(tables.rows("SELECT shard, offset_first, offset_last FROM absences"))
                .containsExactly(List.of(0, 1L, 3L));
    }

    @Test
    @Order(2)
    void recordThatWasPassedOverStopsTheSigningOfItsShard() throws SQLException {
        send(1, 1);
        await().atMost(CHANGE_MAX).until(() -> tables.entries(1).size() == 1);
        AppendStatement passing =
                AppendStatement.ofOneEntry()
                        .with("of_shard", "1")
                        .with("from_index", "1")
                        .with("from_offset", "1")
                        .with("to_offset", "3")
                        .with("to_edge", "(SELECT edge FROM heads WHERE shard = 1)")
                        .with("to_root", "(SELECT root FROM heads WHERE shard = 1)")
                        .with("leaf_offsets", "'{}'")
                        .with("leaf_entries", "'{}'")
                        .with("leaf_events", "'{}'")
                        .with("leaf_scopes", "'{}'")
                        .with("absence_firsts", "ARRAY[1]")
                        .with("absence_lasts", "ARRAY[2]");
        assertThat(tables.rows(passing.toString())).containsExactly(List.of(true));

        send(1, 3);

        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .body(containsString("unsigned shard 1"))
                                        .body(containsString("mismatch shard 1"))
                                        .body(containsString("has a record at offset 1, and")));
        await().atMost(CHANGE_MAX).until(() -> tables.entries(1).size() == 2);
        given().get("/q/health/ready").then().body(not(containsString("mismatch shard 0")));
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stand.kafkaBootstrapServers(),
                        "acks",
                        "all",
                        "transactional.id",
                        "somebody"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void send(int shard, int number) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            Stream.generate(() -> RecordsTopic.record(eventOf(shard)))
                    .limit(number)
                    .forEach(topic::send);
            topic.flush();
        }
    }

    private static Event eventOf(int shard) {
        return Stream.generate(Event::granted)
                .filter(event -> RecordsTopic.shardOf(event) == shard)
                .findFirst()
                .orElseThrow();
    }
}
