package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the records topic to the ledger, to look-ups and to the topic of appended entries. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
class AppendTest {

    private static final Duration APPEND_MAX = Duration.ofSeconds(60);

    Stand stand;
    private RecordsTopic topic;
    private LedgerTables tables;

    @BeforeEach
    void awaitReady() {
        await().atMost(APPEND_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        topic = new RecordsTopic(stand);
        tables = new LedgerTables(stand);
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void recordsBecomeEntriesInTheirOrderUnderTheRootThatFollows() {
        Map<Integer, List<byte[]>> expected = new HashMap<>();
        for (int shard = 0; shard < RecordsTopic.SHARDS; shard++) {
            expected.put(shard, new ArrayList<>(tables.entries(shard)));
        }
        for (int i = 0; i < 5_000; i++) {
            Event event = Event.granted();
            expected.get(RecordsTopic.shardOf(event)).add(topic.send(event));
        }
        topic.flush();
        awaitCaughtUp();

        List<Map<String, Object>> shards = given().get("/v1/shards").path("shards");
        assertThat(shards).hasSize(RecordsTopic.SHARDS);
        for (Map<String, Object> shard : shards) {
            List<byte[]> entries = tables.entries((int) shard.get("shard"));
            assertThat(entries).containsExactlyElementsOf(expected.get((int) shard.get("shard")));
            assertThat(shard.get("nextIndex")).isEqualTo(entries.size());
            assertThat(shard.get("root")).isEqualTo(root(entries));
            assertTilesAreThoseOf((int) shard.get("shard"), entries);
        }
    }

    private void assertTilesAreThoseOf(int shard, List<byte[]> entries) {
        TileEdge.Growth tree = TileEdge.EMPTY.append(entries.stream().map(TreeHash::leaf).toList());
        List<List<Object>> stored =
                tables.rows(
                        "SELECT level, tile_index, hashes FROM tiles WHERE shard = "
                                + shard
                                + " ORDER BY level, tile_index");
        assertThat(stored).hasSameSizeAs(tree.completed());
        for (int i = 0; i < stored.size(); i++) {
            Tile tile = tree.completed().get(i);
            assertThat(stored.get(i).get(0)).isEqualTo((long) tile.coordinate().level());
            assertThat(stored.get(i).get(1)).isEqualTo(tile.coordinate().index());
            assertThat((byte[]) stored.get(i).get(2)).isEqualTo(tile.bytes());
        }
        assertThat(
                        (byte[])
                                tables.rows("SELECT edge FROM heads WHERE shard = " + shard)
                                        .get(0)
                                        .get(0))
                .isEqualTo(tree.edge().bytes());
    }

    @Test
    void repeatedRecordIsADuplicateAndCountsOnce() {
        Event event = Event.granted();
        topic.send(event);
        topic.send(event);
        topic.send(event);
        topic.flush();

        awaitCaughtUp();
        answerFor(event.id())
                .statusCode(200)
                .body("status", equalTo("appended"))
                .body("entries", hasSize(1))
                .body("entries[0].shard", equalTo(RecordsTopic.shardOf(event)))
                .body("entries[0].kind", equalTo("consent"))
                .body("entries[0].site", equalTo(Event.SITE))
                .body("duplicates", equalTo(2))
                .body("conflicts", hasSize(0));
    }

    @Test
    void anotherChoiceUnderAnIdIsConflictingAndKept() {
        Event event = Event.granted();
        topic.send(event);
        byte[] refused = topic.send(event.saying(Decision.REFUSED));
        topic.flush();

        awaitCaughtUp();
        answerFor(event.id())
                .statusCode(200)
                .body("entries", hasSize(1))
                .body("duplicates", equalTo(0))
                .body("conflicts", hasSize(1));
        List<List<Object>> repeats =
                tables.rows(
                        "SELECT conflicting, entry FROM repeats WHERE event_id = '"
                                + event.id()
                                + "'");
        assertThat(repeats).hasSize(1);
        assertThat(repeats.get(0).get(0)).isEqualTo(true);
        assertThat((byte[]) repeats.get(0).get(1)).isEqualTo(refused);
    }

    @Test
    void oneIdOfTwoSubjectsIsTwoEvents() {
        Event one = Event.granted();
        Event other = new Event(one.id(), one.subject() + "-other", one.decision());
        topic.send(one);
        topic.send(other);
        topic.flush();

        awaitCaughtUp();
        answerFor(one.id()).body("entries", hasSize(2)).body("conflicts", hasSize(0));
    }

    @Test
    void unreadableRecordBecomesAnEntryAndStopsNothing() {
        Event after = Event.granted();
        byte[] record =
                "{\"v\":1,\"kind\":\"consent\",\"eventId\":\"ann\u0000@example.org\""
                        .getBytes(StandardCharsets.UTF_8);
        topic.sendRaw(RecordsTopic.shardOf(after), record);
        topic.sendRaw(RecordsTopic.shardOf(after), new byte[0]);
        topic.send(after);
        topic.flush();

        awaitCaughtUp();
        answerFor(after.id()).statusCode(200).body("status", equalTo("appended"));
        List<List<Object>> kept =
                tables.rows(
                        "SELECT u.record_value, convert_from(e.entry, 'UTF8') FROM unreadable u JOIN entries e USING (epoch, shard, entry_index) ORDER BY u.record_offset");
        assertThat(kept).hasSize(2);
        assertThat((byte[]) kept.get(0).get(0)).isEqualTo(record);
        assertThat((String) kept.get(0).get(1))
                .contains("\"kind\":\"unreadable\"")
                .doesNotContain("example.org");
    }

    @Test
    void answerHasNothingOfTheEvidence() {
        Event event = Event.granted();
        topic.send(event);
        topic.flush();

        awaitCaughtUp();
        answerFor(event.id())
                .body("status", equalTo("appended"))
                .body(not(containsString(event.subject())))
                .body(not(containsString(Event.URL)));
        assertThat(new String(entryOf(event.id()), StandardCharsets.UTF_8))
                .doesNotContain(event.subject(), Event.URL);
    }

    @Test
    void unknownEventIsNotFoundAndOtherSpellingsAreRefused() {
        answerFor(UUID.randomUUID())
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/entry-not-found"));
        given().get("/v1/entries/4711")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/invalid-event-id"));
        given().get("/v1/entry")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://consentledger.dev/problems/not-found"));
        given().delete("/v1/shards")
                .then()
                .statusCode(405)
                .body("type", equalTo("https://consentledger.dev/problems/method-not-allowed"));
    }

    @Test
    void madeUpMethodIsNoLabel() {
        given().request("MADEUP", "/v1/shards").then().statusCode(405);
        given().get("/v1/shards").then().statusCode(200);

        assertThat(given().get("/q/metrics").asString())
                .contains("method=\"GET\"")
                .doesNotContain("MADEUP");
    }

    @Test
    void databaseIsGuardedAsItShouldBe() {
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'database' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.data", nullValue());
    }

    @Test
    void appendedTopicHasEveryEntryInIndexOrder() {
        Event event = Event.granted();
        topic.send(event);
        topic.send(event);
        topic.flush();
        awaitCaughtUp();
        await().atMost(APPEND_MAX).untilAsserted(this::assertAllPublished);

        AppendedTopic appended = new AppendedTopic(stand);
        for (int shard = 0; shard < RecordsTopic.SHARDS; shard++) {
            assertThat(appended.entries(shard)).containsExactlyElementsOf(tables.entries(shard));
        }
        assertThat(appended.subjects()).contains(event.subject());
    }

    private void assertAllPublished() {
        List<Map<String, Object>> shards = given().get("/v1/shards").path("shards");
        assertThat(shards)
                .allSatisfy(
                        shard ->
                                assertThat(shard.get("published"))
                                        .isEqualTo(shard.get("nextIndex")));
    }

    private void awaitCaughtUp() {
        // A look-up for an id that never was is definite only when everything has been judged.
        await().atMost(APPEND_MAX)
                .until(() -> given().get("/v1/entries/" + UUID.randomUUID()).statusCode() == 404);
    }

    private static ValidatableResponse answerFor(UUID id) {
        return given().get("/v1/entries/" + id).then();
    }

    private byte[] entryOf(UUID id) {
        return (byte[])
                tables.rows(
                                "SELECT entry FROM entries JOIN ids USING (epoch, shard, entry_index) WHERE event_id = '"
                                        + id
                                        + "'")
                        .get(0)
                        .get(0);
    }

    private static String root(List<byte[]> entries) {
        return CompactRange.EMPTY
                .append(entries.stream().map(TreeHash::leaf).toList())
                .root()
                .toHex();
    }
}
