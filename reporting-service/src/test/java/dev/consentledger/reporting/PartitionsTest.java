package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic with another number of partitions than the epoch has shards is refused. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(PartitionsTest.WrongNumber.class)
class PartitionsTest {

    /** The third epoch's topic has three partitions. */
    public static class WrongNumber implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "3", "consent.shards", "4");
        }
    }

    @Test
    void topicWithAnotherNumberOfPartitionsIsRefused() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(
                                                containsString(
                                                        "has 3 partitions and consent.shards is 4"))
                                        .body(containsString("shard 0 is halted")));
        given().get("/q/health/live").then().body("status", equalTo("UP"));
    }
}
