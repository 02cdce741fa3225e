package dev.consentledger.ledger;

import static dev.consentledger.ledger.Http.header;
import static dev.consentledger.ledger.Http.text;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.MalformedProof;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads a log as a stranger does, and checks all of it with what its entries give. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "auditor-token", value = LogReadingTest.TOKEN),
            @ResourceArg(name = "signing", value = "off")
        })
class LogReadingTest {

    static final String TOKEN = "a-token-of-an-auditor-that-is-long-enough";

    private static final int SHARD = 1;
    private static final String LOG = "/logs/1/1/";
    private static final String[] AUDITOR = {"Authorization", "Bearer " + TOKEN};
    private static final Duration APPEND_MAX = Duration.ofSeconds(60);

    /** Around the ends of tiles, where a partial tile becomes full and the next one begins. */
    private static final int[] SIZES = {1, 3, 255, 256, 257, 300, 512, 700};

    /** Appended after the last checkpoint. */
    private static final int UNSIGNED = 5;

    private static SignedShard log;
    private static Event twice;

    Stand stand;
    @TestHTTPResource URI base;
    private Http http;

    @BeforeEach
    void fillOnce() {
        http = new Http(base);
        if (log == null) {
            await().atMost(APPEND_MAX)
                    .until(() -> given().get("/q/health/ready").statusCode() == 200);
            SignedShard filling = new SignedShard(new LedgerTables(stand), SHARD);
            try (RecordsTopic topic = new RecordsTopic(stand)) {
                fill(filling, topic);
            }
            log = filling;
        }
    }

    private static void fill(SignedShard filling, RecordsTopic topic) {
        int sent = 0;
        for (int size : SIZES) {
            for (; sent < size; sent++) {
                Event event = eventOf(SHARD, UUID.randomUUID());
                filling.expect(event, topic.send(event));
                if (sent == 1) {
                    twice = event;
                    topic.send(eventOf(SHARD + 1, event.id()));
                }
            }
            awaitAppended(topic);
            filling.sign();
        }
        for (int i = 0; i < UNSIGNED; i++) {
            Event event = eventOf(SHARD, UUID.randomUUID());
            filling.expect(event, topic.send(event));
        }
        awaitAppended(topic);
    }

    private static void awaitAppended(RecordsTopic topic) {
        topic.flush();
        await().atMost(APPEND_MAX)
                .until(() -> given().get("/v1/entries/" + UUID.randomUUID()).statusCode() == 404);
    }

    private static Event eventOf(int shard, UUID id) {
        Event event = Event.granted();
        for (int i = 0; RecordsTopic.shardOf(event) != shard || !event.id().equals(id); i++) {
            event = new Event(id, "v-" + i + "-" + id, event.decision());
        }
        return event;
    }

    @Test
    void withoutWitnessesThereIsNoCosignedCheckpointToWaitFor() {
        HttpResponse<byte[]> answer =
                http.get("/v1/proofs/" + log.event(3).id() + "?checkpoint=cosigned");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("https://consentledger.dev/problems/no-witness");
        assertThat(header(answer, "Retry-After")).isEmpty();
    }

    @Test
    void checkpointIsTheNewestSignedNote() {
        HttpResponse<byte[]> answer = http.get(LOG + "checkpoint");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(log.newest().toBytes());
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        HttpResponse<byte[]> head = http.head(LOG + "checkpoint");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + answer.body().length);
    }

    @Test
    void everyTileOfEveryWidthIsThatOfTheEntries() {
        for (int level = 0; level <= 1; level++) {
            List<Hash> hashes = hashes(level);
            for (int end = 1; end <= hashes.size(); end++) {
                int from = (end - 1) / TilePath.WIDTH_FULL * TilePath.WIDTH_FULL;
                TileCoordinate coordinate =
                        new TileCoordinate(level, from / TilePath.WIDTH_FULL, end - from);
                HttpResponse<byte[]> answer = http.get(LOG + coordinate.path());

                assertThat(answer.statusCode()).as(coordinate.path()).isEqualTo(200);
                assertThat(answer.body())
                        .as(coordinate.path())
                        .isEqualTo(new Tile(coordinate, hashes.subList(from, end)).bytes());
            }
        }
    }

    private static List<Hash> hashes(int level) {
        return LongStream.range(0, log.signedSize() >> (8 * level))
                .mapToObj(index -> log.tileHash(level, index))
                .toList();
    }

    @Test
    void tilesMayBeKept() {
        HttpResponse<byte[]> answer = http.get(LOG + "tile/0/000");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=604800, immutable");
        HttpResponse<byte[]> head = http.head(LOG + "tile/0/000");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("8192");
    }

    @Test
    void everyBundleOfEveryWidthHasTheEntries() {
        for (int end = 1; end <= log.signedSize(); end++) {
            int from = (end - 1) / TilePath.WIDTH_FULL * TilePath.WIDTH_FULL;
            BundleCoordinate coordinate =
                    new BundleCoordinate(from / TilePath.WIDTH_FULL, end - from);
            HttpResponse<byte[]> answer = http.get(LOG + coordinate.path(), AUDITOR);

            assertThat(answer.statusCode()).as(coordinate.path()).isEqualTo(200);
            assertThat(answer.body())
                    .as(coordinate.path())
                    .isEqualTo(EntryBundle.encode(log.entries(from, end)));
        }
    }

    @Test
    void bundleIsCompressedForWhoeverTakesIt() {
        HttpResponse<byte[]> plain = http.get(LOG + "tile/entries/000", AUDITOR);
        HttpResponse<byte[]> packed =
                http.get(
                        LOG + "tile/entries/000",
                        AUDITOR[0],
                        AUDITOR[1],
                        "Accept-Encoding",
                        "br;q=1.0, gzip;q=0.8");
        HttpResponse<byte[]> refused =
                http.get(
                        LOG + "tile/entries/000",
                        AUDITOR[0],
                        AUDITOR[1],
                        "Accept-Encoding",
                        "gzip;q=0, *");

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(plain, "Cache-Control")).isEqualTo("private, max-age=604800, immutable");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(Http.unpacked(packed)).isEqualTo(plain.body());
        assertThat(refused.body()).isEqualTo(plain.body());
    }

    @Test
    void bundlesAreForAuditors() {
        String path = LOG + "tile/entries/000.p/1";
        HttpResponse<byte[]> without = http.get(path);
        HttpResponse<byte[]> wrong = http.get(path, "Authorization", "Bearer " + TOKEN + "x");
        HttpResponse<byte[]> other = http.get(path, "Authorization", "Basic " + TOKEN);

        assertProblem(without, 401, "auditor-token-missing");
        assertThat(header(without, "WWW-Authenticate")).isEqualTo("Bearer realm=\"entries\"");
        assertProblem(wrong, 401, "auditor-token-wrong");
        assertThat(header(wrong, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(text(wrong)).doesNotContain(TOKEN);
        assertProblem(other, 401, "auditor-token-missing");
        assertProblem(http.get(LOG + "tile/entries/099"), 401, "auditor-token-missing");
        assertThat(http.head(path).statusCode()).isEqualTo(401);
        assertThat(http.get(path, "Authorization", "bearer " + TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNoCheckpointCoversIsNotServed() {
        long size = log.signedSize();
        int width = (int) (size % TilePath.WIDTH_FULL);
        for (String folder : List.of("0", "entries")) {
            String last = LOG + "tile/" + folder + "/002";
            assertThat(http.get(last + ".p/" + width, AUDITOR).statusCode()).isEqualTo(200);
            assertProblem(http.get(last + ".p/" + (width + 1), AUDITOR), 404, "tile-not-found");
            assertProblem(http.get(last, AUDITOR), 404, "tile-not-found");
        }
        HttpResponse<byte[]> next = http.get(LOG + "tile/1/000.p/3");
        assertProblem(next, 404, "tile-not-found");
        assertThat(header(next, "Cache-Control")).isEqualTo("public, max-age=1");
        assertProblem(http.get(LOG + "tile/2/000.p/1"), 404, "tile-not-found");
        assertProblem(http.get("/logs/1/0/checkpoint"), 404, "log-not-found");
        assertProblem(http.get("/logs/2/1/tile/0/000"), 404, "tile-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/00/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/-1",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "tile/0//000",
                "tile/0/000%2ep/1",
                "tile/0/000.p%2F1",
                "tile/%30/000",
                "tile/0/./000",
                "tile/8/000",
                "tile/63/000",
                "tile/-1/000",
                "tile/data/000",
                "tile/entries/00",
                "tile/entries/000.p/300",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/99999999999999999999999999999999999999999999999",
                "tile/0/%EF%BC%90%EF%BC%90%EF%BC%90",
                "tile/",
                "tile",
                "",
                "../1/checkpoint",
                "checkpoint/",
                "checkpoint%20",
                "Checkpoint"
            })
    void everythingHasOnePathOnly(String path) {
        HttpResponse<byte[]> answer = http.get(LOG + path, AUDITOR);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/logs/01/1",
                "/logs/1/01",
                "/logs/1/-1",
                "/logs/1/99999999999999999999",
                "/logs/4294967297/1",
                "/logs/%31/1",
                "/logs//1/1",
                "/logs/1/x"
            })
    void logHasOnePathOnly(String prefix) {
        assertThat(http.get(prefix + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(http.get(prefix + "/tile/0/000").statusCode()).isEqualTo(404);
    }

    @Test
    void everySignedEntryIsProvedUnderTheNewestAndTheEarliestCheckpoint() {
        ProofVerifier verifier = new ProofVerifier(log.trust());
        for (int index = 0; index < log.signedSize(); index++) {
            String path = "/v1/proofs/" + log.event(index).id() + "?shard=1";
            byte[] newest = http.get(path).body();
            EntryProof earliest = read(http.get(path + "&checkpoint=earliest").body());

            assertThat(verifier.verifyEntryProof(newest).outcome())
                    .as("index %d", index)
                    .isEqualTo(Check.Outcome.PASSED);
            assertThat(read(newest).entry()).isEqualTo(log.entry(index));
            assertThat(read(newest).proof().index()).isEqualTo(index);
            assertThat(read(newest).proof().checkpoint()).isEqualTo(log.newest());
            assertThat(verifier.verify(log.entry(index), earliest.proof()).outcome())
                    .as("index %d", index)
                    .isEqualTo(Check.Outcome.PASSED);
            assertThat(earliest.proof().checkpoint()).isEqualTo(log.earliest(index));
        }
    }

    @Test
    void proofIsHadUnderEachCheckpointThatCoversTheEntry() {
        ProofVerifier verifier = new ProofVerifier(log.trust());
        int index = 256;
        for (long size : log.sizes()) {
            HttpResponse<byte[]> answer =
                    http.get("/v1/proofs/" + log.event(index).id() + "?checkpoint=" + size);
            if (size <= index) {
                assertProblem(answer, 404, "checkpoint-not-found");
            } else {
                assertThat(verifier.verifyEntryProof(answer.body()).outcome())
                        .isEqualTo(Check.Outcome.PASSED);
                assertThat(read(answer.body()).proof().checkpoint()).isEqualTo(log.ofSize(size));
            }
        }
        assertProblem(
                http.get("/v1/proofs/" + log.event(index).id() + "?checkpoint=299"),
                404,
                "checkpoint-not-found");
    }

    @Test
    void proofIsAlsoAFileForOtherTools() {
        ProofVerifier verifier = new ProofVerifier(log.trust());
        String path = "/v1/proofs/" + log.event(299).id();
        HttpResponse<byte[]> byParameter = http.get(path + "?format=tlog-proof");
        HttpResponse<byte[]> byHeader =
                http.get(path, "Accept", "text/plain, application/json;q=0.5");

        assertThat(text(byParameter)).startsWith("c2sp.org/tlog-proof@v1\nindex 299\n");
        assertThat(verifier.verifyTlogProof(log.entry(299), byParameter.body()).outcome())
                .isEqualTo(Check.Outcome.PASSED);
        assertThat(byHeader.body()).isEqualTo(byParameter.body());
        assertThat(header(byHeader, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(byHeader, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"%s.tlog-proof\"".formatted(log.event(299).id()));
        assertThat(header(http.get(path), "Content-Type")).isEqualTo("application/json");
        assertThat(http.head(path).statusCode()).isEqualTo(200);
        assertThat(http.get(path, "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void proofHasNothingOfTheEvidence() {
        Event event = log.event(3);
        EntryProof proof = read(http.get("/v1/proofs/" + event.id()).body());

        assertThat(new String(proof.entry(), UTF_8))
                .contains(event.id().toString())
                .doesNotContain(event.subject(), Event.URL);
    }

    @Test
    void youngerEntryIsNotYetCovered() {
        Event event = log.event((int) log.signedSize());
        for (String choice : List.of("newest", "earliest")) {
            HttpResponse<byte[]> answer =
                    http.get("/v1/proofs/" + event.id() + "?checkpoint=" + choice);
            assertProblem(answer, 404, "not-yet-covered");
            assertThat(header(answer, "Retry-After")).isEqualTo("1");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void oneIdOfTwoSubjectsHasToBeSaidMoreExactly() {
        HttpResponse<byte[]> answer = http.get("/v1/proofs/" + twice.id());

        assertProblem(answer, 409, "several-entries");
        assertThat(text(answer)).contains("\"shard\":1,\"index\":1").contains("\"shard\":2");
        assertThat(http.get("/v1/proofs/" + twice.id() + "?index=1&shard=1").statusCode())
                .isEqualTo(200);
        assertProblem(
                http.get("/v1/proofs/" + twice.id() + "?index=2&shard=1"), 404, "entry-not-found");
        assertProblem(http.get("/v1/proofs/" + twice.id() + "?shard=2"), 404, "not-yet-covered");
    }

    @Test
    void wrongQuestionsAreRefused() {
        String path = "/v1/proofs/" + log.event(0).id();
        assertProblem(http.get("/v1/proofs/4711"), 400, "invalid-event-id");
        assertProblem(http.get("/v1/proofs/" + UUID.randomUUID()), 404, "entry-not-found");
        for (String query :
                List.of("checkpoint=oldest", "checkpoint=03", "format=xml", "index=x")) {
            assertProblem(http.get(path + "?" + query), 400, "invalid-parameter");
        }
    }

    @Test
    void everyTwoSizesAreProvedConsistent() throws MalformedJson {
        for (int to : SIZES) {
            Hash root = log.root(to);
            for (int from = 1; from <= to; from += from < 8 || from > 250 ? 1 : 13) {
                List<Hash> path = consistency(from, to);
                assertThat(Consistency.verify(from, to, path, log.root(from), root))
                        .as("from %d to %d", from, to)
                        .isTrue();
            }
        }
        assertThat(consistency(0, 700)).isEmpty();
        assertThat(http.get("/v1/shards/1/consistency?from=3").body())
                .isEqualTo(http.get("/v1/shards/1/consistency?from=3&to=700").body());
    }

    private List<Hash> consistency(long from, long to) throws MalformedJson {
        HttpResponse<byte[]> answer =
                http.get("/v1/shards/%d/consistency?from=%d&to=%d".formatted(SHARD, from, to));
        assertThat(answer.statusCode()).isEqualTo(200);
        Json.Arr path = (Json.Arr) JsonReader.readObject(answer.body()).members().get("path");
        return path.items().stream()
                .map(hash -> Base64Text.readHash(((Json.Str) hash).value()).orElseThrow())
                .toList();
    }

    @Test
    void consistencyIsProvedOfSignedSizesOnly() {
        String path = "/v1/shards/1/consistency";
        assertProblem(http.get(path), 400, "invalid-parameter");
        assertProblem(http.get(path + "?from=03"), 400, "invalid-parameter");
        assertProblem(http.get(path + "?from=-1"), 400, "invalid-parameter");
        assertProblem(http.get(path + "?from=3&to=2"), 400, "invalid-parameter");
        assertProblem(http.get(path + "?from=3&to=701"), 404, "size-not-signed");
        assertProblem(
                http.get(path + "?from=9223372036854775807&to=9223372036854775807"),
                404,
                "size-not-signed");
        assertProblem(http.get("/v1/shards/0/consistency?from=1"), 404, "log-not-found");
        assertProblem(http.get("/v1/shards/01/consistency?from=1"), 404, "log-not-found");
        assertThat(given().get("/v1/shards").statusCode()).isEqualTo(200);
    }

    /** By a superuser, who can switch the triggers off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE tiles SET hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) WHERE %s",
                "DELETE FROM tiles WHERE %s"
            })
    void noProofIsMadeOfTilesThatWereChanged(String change) throws SQLException {
        LedgerTables tables = new LedgerTables(stand);
        String path = "/v1/proofs/" + log.event(4).id();
        byte[] before = http.get(path).body();
        String tile = "epoch = 1 AND shard = 1 AND level = 0 AND tile_index = 0";
        tables.executeAsSuperuser("ALTER TABLE tiles DISABLE TRIGGER tiles_are_immutable");
        tables.executeAsSuperuser("CREATE TABLE kept AS SELECT * FROM tiles WHERE " + tile);
        try {
            tables.executeAsSuperuser(change.formatted(tile));

            assertProblem(http.get(path), 500, "log-damaged");
        } finally {
            tables.executeAsSuperuser("DELETE FROM tiles WHERE " + tile);
            tables.executeAsSuperuser("INSERT INTO tiles SELECT * FROM kept");
            tables.executeAsSuperuser("DROP TABLE kept");
            tables.executeAsSuperuser(
                    "ALTER TABLE tiles ENABLE ALWAYS TRIGGER tiles_are_immutable");
        }
        assertThat(http.get(path).body()).isEqualTo(before);
    }

    @Test
    void allIsDescribedForOthers() {
        JsonPath openApi =
                given().accept("application/json").get("/q/openapi?format=json").jsonPath();

        assertThat(openApi.getMap("paths"))
                .containsKeys(
                        "/logs/{epoch}/{shard}/checkpoint",
                        "/logs/{epoch}/{shard}/tile/{tile}",
                        "/v1/proofs/{eventId}",
                        "/v1/shards/{shard}/consistency");
        assertThat(openApi.getMap("components.securitySchemes.auditor"))
                .containsEntry("type", "http")
                .containsEntry("scheme", "bearer");
        assertThat(openApi.getList("paths.'/logs/{epoch}/{shard}/tile/{tile}'.get.security"))
                .containsExactlyInAnyOrder(Map.of("auditor", List.of()), Map.of());
    }

    private static EntryProof read(byte[] json) {
        try {
            return EntryProof.parse(json);
        } catch (MalformedProof e) {
            throw new AssertionError(new String(json, UTF_8), e);
        }
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String slug) {
        assertThat(text(answer)).contains("\"https://consentledger.dev/problems/" + slug + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    }
}
