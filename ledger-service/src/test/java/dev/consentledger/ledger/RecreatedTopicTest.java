package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records of a topic that was made anew under the old name are never taken for the old ones. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
class RecreatedTopicTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    Stand stand;

    @Test
    void topicThatWasMadeAnewHaltsTheShardsAndNothingOfItIsAppended() {
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        LedgerTables tables = new LedgerTables(stand);
        send(20);
        await().atMost(CHANGE_MAX).until(() -> tables.count("entries") == 20);

        RecordsTopic.delete(stand);
        RecordsTopic.create(stand, RecordsTopic.SHARDS);
        send(400);

        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(containsString("halted shard 0"))
                                        .body(containsString("halted shard 1"))
                                        .body(containsString("halted shard 2"))
                                        .body(containsString("halted shard 3"))
                                        .body(containsString("made anew")));
        assertThat(tables.count("entries")).isEqualTo(20);
    }

    private void send(int events) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            for (int i = 0; i < events; i++) {
                topic.send(Event.granted());
            }
            topic.flush();
        }
    }
}
