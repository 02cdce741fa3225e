package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.api.intake.Event;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The service over HTTP, with a real broker behind it. */
@QuarkusTest
@QuarkusTestResource(value = RecordsStand.class, restrictToAnnotatedClass = true)
class ConsentResourceTest {

    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    Stand stand;

    @TestHTTPResource("/v1/consents")
    URI target;

    @BeforeEach
    void ready() {
        await().atMost(READY_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void anAcknowledgedEventIsOnTheTopicByteForByte() throws Exception {
        String id = UUID.randomUUID().toString();
        String occurred = Timestamps.format(Instant.now());
        Response response =
                given().header("User-Agent", FIREFOX)
                        .header("Sec-GPC", "1")
                        .contentType("application/json")
                        .body(
                                Event.save()
                                        .with("eventId", id.toUpperCase(Locale.ROOT))
                                        .with("occurredAt", occurred)
                                        .bytes())
                        .post("/v1/consents");

        // The very answer is the proof that it is there: nothing is waited for.
        List<ConsumerRecord<byte[], byte[]>> records = TopicReader.ofEvent(stand, id);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(records).hasSize(1);
        ConsumerRecord<byte[], byte[]> record = records.get(0);
        Hash key = Hash.sha256(("imagine.art\0" + Event.SUBJECT).getBytes(StandardCharsets.UTF_8));
        assertThat(record.key()).isEqualTo(key.toBytes());
        assertThat(record.partition()).isEqualTo(Routing.shardOf(key, RecordsStand.SHARDS));
        Reading reading = TopicReader.judged(record);
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        Reading.Sound sound = (Reading.Sound) reading;
        ConsentEntry entry = (ConsentEntry) sound.entry();
        String received = response.path("receivedAt");
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo(expectedValue(id, occurred, received, entry));
        assertThat(sound.evidence().orElseThrow().observed().value().canonicalBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"browser\":\"Firefox\",\"browserMajorVersion\":140,"
                                + "\"globalPrivacyControl\":true,\"system\":\"Linux\"}");
        assertThat(headers(record))
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_id=" + id,
                        "ce_source=/sites/imagine.art",
                        "ce_type=dev.consentledger.consent.v1",
                        "ce_time=" + received,
                        "content-type=application/json");
    }

    private static String expectedValue(
            String id, String occurred, String received, ConsentEntry entry) {
        return ("{\"action\":\"save\",\"banner\":{\"sha256\":\"%s\",\"version\":\"3\"},"
                        + "\"commitments\":{\"context\":\"%s\",\"observed\":\"%s\",\"subject\":\"%s\"},"
                        + "\"decisions\":{"
                        + "\"marketing\":{\"decision\":\"refused\",\"mechanism\":\"opt_in\",\"signal\":\"banner\"},"
                        + "\"preferences\":{\"decision\":\"granted\",\"mechanism\":\"opt_in\",\"signal\":\"banner\"},"
                        + "\"statistics\":{\"decision\":\"refused\",\"mechanism\":\"opt_in\",\"signal\":\"banner\"}},"
                        + "\"deviceClass\":\"desktop\",\"eventId\":\"%s\","
                        + "\"jurisdiction\":{\"code\":\"DE\",\"source\":\"client\"},\"kind\":\"consent\","
                        + "\"occurredAt\":\"%s\","
                        + "\"policy\":{\"sha256\":\"%s\",\"version\":\"2026-01-12\"},"
                        + "\"receivedAt\":\"%s\",\"site\":\"imagine.art\",\"v\":1}")
                .formatted(
                        entry.banner().orElseThrow().sha256().orElseThrow().toHex(),
                        entry.commitments().context().toHex(),
                        entry.commitments().observed().toHex(),
                        entry.commitments().subject().orElseThrow().toHex(),
                        id,
                        occurred,
                        entry.policy().orElseThrow().sha256().orElseThrow().toHex(),
                        received);
    }

    private static Set<String> headers(ConsumerRecord<byte[], byte[]> record) {
        Set<String> headers = new java.util.HashSet<>();
        record.headers()
                .forEach(
                        header -> {
                            if (!header.key().equals("evidence")) {
                                headers.add(
                                        header.key()
                                                + "="
                                                + new String(
                                                        header.value(), StandardCharsets.UTF_8));
                            }
                        });
        return headers;
    }

    @Test
    void aRetryGetsTheSameReceiptCode() {
        Event event = Event.save().with("eventId", UUID.randomUUID().toString());
        String first = post(event).path("receiptCode");
        String again = post(event).path("receiptCode");
        assertThat(first).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{2}").isEqualTo(again);
    }

    @Test
    void everyPolicyAndBannerIsPublished() {
        Set<String> published =
                TopicReader.all(stand).stream()
                        .map(TopicReader::judged)
                        .filter(reading -> reading instanceof Reading.Sound)
                        .map(reading -> ((Reading.Sound) reading).entry())
                        .filter(entry -> entry instanceof PublicationEntry)
                        .map(entry -> (PublicationEntry) entry)
                        .map(e -> e.kind().term() + " " + e.site() + " " + e.version())
                        .collect(Collectors.toSet());
        assertThat(published)
                .contains(
                        Kind.POLICY.term() + " imagine.art 2026-01-12",
                        Kind.POLICY.term() + " immag.in 2026-02-23",
                        Kind.POLICY.term() + " imsupporting.com 2025-06-01",
                        Kind.POLICY.term() + " imsupporting.com 2026-01-15",
                        Kind.POLICY.term() + " pixevety.com undated-1",
                        Kind.BANNER.term() + " imagine.art 3");
    }

    static List<Arguments> faults() {
        Event save = Event.save();
        return List.of(
                Arguments.of("malformed-json", 400, "{".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("unknown-field", 400, save.with("x", "1").bytes()),
                Arguments.of("missing-field", 400, Event.save().without("site").bytes()),
                Arguments.of("wrong-type", 400, Event.save().with("site", new Json.Int(1)).bytes()),
                Arguments.of("invalid-value", 400, Event.save().with("action", "agree").bytes()),
                Arguments.of("invalid-event-id", 400, Event.save().with("eventId", "7").bytes()),
                Arguments.of("invalid-time", 400, Event.save().with("occurredAt", "now").bytes()),
                Arguments.of("missing-subject", 400, Event.save().without("subject").bytes()),
                Arguments.of(
                        "direct-identifier", 400, Event.save().with("subject", "a@b.org").bytes()),
                Arguments.of(
                        "unsupported-action", 400, Event.save().with("action", "expire").bytes()),
                Arguments.of("unknown-site", 422, Event.save().with("site", "a.example").bytes()),
                Arguments.of(
                        "unknown-policy-version",
                        422,
                        Event.save().with("policyVersion", "9").bytes()),
                Arguments.of(
                        "policy-not-in-force",
                        422,
                        Event.of("imsupporting.com", "accept_all")
                                .with("policyVersion", "2025-06-01")
                                .bytes()),
                Arguments.of(
                        "unknown-banner-version",
                        422,
                        Event.save().context("bannerVersion", "99").bytes()),
                Arguments.of(
                        "unknown-category", 422, Event.save().decisions("x", "granted").bytes()),
                Arguments.of(
                        "necessary-refused",
                        422,
                        Event.save()
                                .decisions("necessary", "refused", "statistics", "granted")
                                .bytes()),
                Arguments.of(
                        "missing-decision",
                        422,
                        Event.save().decisions("statistics", "granted").bytes()),
                Arguments.of(
                        "contradictory-decisions",
                        422,
                        Event.save().with("action", "accept_all").bytes()),
                Arguments.of("no-consent-asked", 422, Event.of("immag.in", "accept_all").bytes()),
                Arguments.of("body-too-large", 413, new byte[ConsentResource.BODY_BYTES_MAX + 1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFaultHasItsProblem(String slug, int status, byte[] body) {
        String answer =
                given().contentType("application/json")
                        .body(body)
                        .post("/v1/consents")
                        .then()
                        .statusCode(status)
                        .contentType("application/problem+json")
                        .body("type", equalTo("https://consentledger.dev/problems/" + slug))
                        .body("status", equalTo(status))
                        .body("instance", equalTo(null))
                        .extract()
                        .asString();
        assertThat(answer).doesNotContain(Event.SUBJECT).doesNotContain("a@b.org");
    }

    @Test
    void aBodyOfFiveMegabytesIsAnsweredHoweverItIsSent() throws Exception {
        byte[] large = new byte[5_000_000];
        for (HttpRequest.BodyPublisher body :
                List.of(
                        HttpRequest.BodyPublishers.ofByteArray(large),
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(target)
                                            .version(HttpClient.Version.HTTP_1_1)
                                            .header("Content-Type", "application/json")
                                            .POST(body)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.body()).contains("problems/body-too-large");
        }
    }

    @Test
    void frameworkErrorsAreProblemsToo() {
        given().get("/nothing").then().statusCode(404).body("type", slug("not-found"));
        given().get("/v1/consents")
                .then()
                .statusCode(405)
                .header("Allow", containsString("POST"))
                .body("type", slug("method-not-allowed"));
        given().contentType("application/xml")
                .body("<a/>")
                .post("/v1/consents")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", slug("unsupported-media-type"));
    }

    @Test
    void aBeaconIsTakenAsPlainText() {
        given().contentType("text/plain;charset=UTF-8")
                .header("Origin", "https://imagine.art")
                .body(new String(Event.save().bytes(), StandardCharsets.UTF_8))
                .post("/v1/consents")
                .then()
                .statusCode(202)
                .header("Access-Control-Allow-Origin", "https://imagine.art");
    }

    @Test
    void pagesOfOtherSitesAreTurnedAway() {
        given().contentType("application/json")
                .header("Origin", "https://immag.in")
                .body(Event.save().bytes())
                .post("/v1/consents")
                .then()
                .statusCode(403)
                .body("type", slug("origin-not-allowed"));
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/consents")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", equalTo(null));
        given().header("Origin", "https://www.imagine.art")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/consents")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", equalTo("POST"));
    }

    @Test
    void eventsAndProblemsAreCounted() {
        post(Event.save());
        post(Event.save().with("site", "a.example"));
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("consent_events_accepted_total{action=\"save\",site=\"imagine.art\"}")
                .contains("consent_events_rejected_total{problem=\"unknown-site\"}")
                .contains("consent_publish_seconds_count")
                .contains("kafka_producer_record_send_total");
    }

    @Test
    void theDocumentedExamplesAreAccepted() {
        Response document = given().queryParam("format", "json").get("/q/openapi");
        String examples =
                "paths.'/v1/consents'.post.requestBody.content.'application/json'.examples";
        for (String name : List.of("save", "withdraw", "implied")) {
            Object example = document.path(examples + "." + name + ".value");
            given().contentType("application/json")
                    .body(io.restassured.path.json.JsonPath.from(toJson(example)).prettify())
                    .post("/v1/consents")
                    .then()
                    .statusCode(202);
        }
        List<String> actions =
                document.path("components.schemas.ConsentEvent.properties.action.enum");
        assertThat(actions).hasSize(9);
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/").then().statusCode(200).body(containsString("q/swagger-ui"));
    }

    private static String toJson(Object value) {
        if (value instanceof java.util.Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(m -> toJson(m.getKey()) + ":" + toJson(m.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return new String(
                new Json.Str(String.valueOf(value)).canonicalBytes(), StandardCharsets.UTF_8);
    }

    private static org.hamcrest.Matcher<String> slug(String slug) {
        return equalTo("https://consentledger.dev/problems/" + slug);
    }

    private static Response post(Event event) {
        return given().contentType("application/json").body(event.bytes()).post("/v1/consents");
    }
}
