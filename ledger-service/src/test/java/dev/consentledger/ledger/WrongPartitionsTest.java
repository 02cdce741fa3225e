package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A topic with another number of partitions than the epoch has shards is refused. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "partitions", value = "6"))
class WrongPartitionsTest {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    Stand stand;

    @Test
    void topicWithAnotherNumberOfPartitionsIsRefused() {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            topic.send(Event.granted());
            topic.flush();
        }
        await().atMost(START_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(
                                                containsString(
                                                        "consent.records.v1.1 has 6 partitions, but epoch 1 has 4 shards"))
                                        .body(containsString("halted shard 3")));
        given().get("/q/health/live").then().body("status", equalTo("UP"));
        assertThat(new LedgerTables(stand).count("entries")).isZero();
    }
}
