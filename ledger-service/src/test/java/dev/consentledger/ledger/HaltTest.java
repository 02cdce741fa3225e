package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this version must not judge stops its shard, and nothing else. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
class HaltTest {

    private static final Duration APPEND_MAX = Duration.ofSeconds(60);

    Stand stand;
    @Inject Shards shards;

    @Test
    void recordOfALaterVersionHaltsItsShardAlone() {
        await().atMost(APPEND_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        Event before = eventOfShard(2);
        Event behind = eventOfShard(2);
        Event elsewhere = eventOfShard(3);
        LedgerTables tables = new LedgerTables(stand);
        byte[] first;
        byte[] other;
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            first = topic.send(before);
            topic.sendRaw(2, "{\"kind\":\"consent\",\"v\":2}".getBytes(StandardCharsets.UTF_8));
            topic.send(behind);
            other = topic.send(elsewhere);
            topic.flush();
        }

        await().atMost(APPEND_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(containsString("halted shard 2"))
                                        .body(containsString("upgrade ledger-service first")));
        given().get("/q/health/live").then().body("status", equalTo("UP"));
        await().atMost(APPEND_MAX)
                .untilAsserted(() -> assertThat(tables.entries(3)).containsExactly(other));
        assertThat(tables.entries(2)).containsExactly(first);
        given().get("/v1/entries/" + behind.id())
                .then()
                .statusCode(200)
                .header("Retry-After", "1")
                .body("status", equalTo("waiting"));
        await().atMost(APPEND_MAX).until(() -> shards.lag(2) == 2 && shards.lag(3) == 0);
        assertThat(shards.halted()).containsOnlyKeys(2);
    }

    private static Event eventOfShard(int shard) {
        return Stream.generate(Event::granted)
                .filter(event -> RecordsTopic.shardOf(event) == shard)
                .findFirst()
                .orElseThrow();
    }
}
