package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.core.entry.Action;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An index that is missing halts its shard, visibly, and is never passed over. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(GapTest.SecondEpoch.class)
class GapTest {

    /** An epoch of two shards. */
    public static class SecondEpoch implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "2", "consent.shards", "2");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void missingIndexHaltsTheShardAndNothingBehindItIsCounted() {
        try (AppendedTopic topic = new AppendedTopic(bootstrapServers, 2, 2)) {
            appendTo(topic, 20);
            awaitCounted(20);
            given().get("/q/health/ready").then().statusCode(200);

            topic.leaveAHole();
            appendTo(topic, 20);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    given().get("/q/health/ready")
                                            .then()
                                            .statusCode(503)
                                            .body(containsString("shard 0 is halted"))
                                            .body(containsString("shard 1 is halted"))
                                            .body(containsString("comes next")));
            awaitCounted(20);
            given().get("/q/metrics")
                    .then()
                    .body(containsString("consent_reporting_halted_shards 2.0"));
        }
    }

    private static void appendTo(AppendedTopic topic, int count) {
        for (int i = 0; i < count; i++) {
            topic.append(
                    "v-" + i,
                    Consents.at(
                            minutes(0),
                            TestSites.SHOP,
                            Action.SAVE,
                            Map.of("statistics", granted())));
        }
        topic.flush();
    }

    private static void awaitCounted(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().queryParam("from", "2026-11-22T10:00:00Z")
                                        .queryParam("to", "2026-11-22T11:00:00Z")
                                        .get("/v1/sites/{site}/opt-in", TestSites.SHOP)
                                        .then()
                                        .body("categories[0].granted", equalTo(count)));
    }
}
