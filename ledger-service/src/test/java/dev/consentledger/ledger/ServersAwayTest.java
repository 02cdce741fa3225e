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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The service starts without its servers, survives them, and goes on by itself. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "servers", value = "away"))
class ServersAwayTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(90);

    Stand stand;

    @Test
    void serversMayComeLateAndGoAway() {
        awaitNotReadyBecause("waiting for");
        given().get("/v1/shards")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo("https://consentledger.dev/problems/ledger-unavailable"));
        stand.postgres().restart();
        awaitNotReadyBecause("the broker");
        stand.broker().restart();
        awaitReady();
        LedgerTables tables = new LedgerTables(stand);
        send(100);
        await().atMost(CHANGE_MAX).until(() -> tables.count("entries") == 100);

        stand.postgres().kill();
        send(100);
        awaitNotReadyBecause("PostgreSQL");
        stand.postgres().restart();
        await().atMost(CHANGE_MAX).until(() -> tables.count("entries") == 200);

        stand.broker().kill();
        given().get("/v1/entries/" + UUID.randomUUID()).then().statusCode(503);
        stand.broker().restart();
        send(100);
        await().atMost(CHANGE_MAX).until(() -> tables.count("entries") == 300);
        awaitReady();
        assertThat(tables.count("repeats")).isZero();
    }

    private void awaitNotReadyBecause(String reason) {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(containsString(reason)));
        given().get("/q/health/live").then().body("status", equalTo("UP"));
    }

    private void awaitReady() {
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
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
