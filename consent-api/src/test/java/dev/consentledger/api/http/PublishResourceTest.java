package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.consentledger.api.policy.Documents;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.service.ServiceName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publication by an administrator over HTTP, with a real broker behind it. */
@QuarkusTest
@QuarkusTestResource(value = RecordsStand.class, restrictToAnnotatedClass = true)
class PublishResourceTest {

    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final String BANNER_PATH = "/v1/sites/imagine.art/banners/4";

    Stand stand;

    @BeforeEach
    void ready() {
        await().atMost(READY_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void anAcceptedDocumentIsOneRecordByteForByte() throws Exception {
        String document = banner("4");

        Response first = administrator().body(document).put(BANNER_PATH);
        Response again = administrator().body(document).put(BANNER_PATH);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        String hash = Hash.sha256(Documents.bytes(document)).toHex();
        assertThat(first.<String>path("sha256")).isEqualTo(hash);
        List<ConsumerRecord<byte[], byte[]>> records =
                TopicReader.ofEvent(stand, first.path("eventId"));
        assertThat(TopicReader.bytes(records.get(0), "document"))
                .contains(Documents.bytes(document));
        Reading.Sound sound = (Reading.Sound) TopicReader.judged(records.get(0));
        PublicationEntry entry = (PublicationEntry) sound.entry();
        assertThat(entry.kind()).isEqualTo(Kind.BANNER);
        assertThat(entry.version()).isEqualTo("4");
    }

    @Test
    void whatIsPublishedAlreadyIsAnsweredWithoutAnotherRecord() throws Exception {
        Response answer =
                administrator()
                        .body(Documents.policy("imagine.art"))
                        .put("/v1/sites/imagine.art/policies/2026-01-12");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(TopicReader.ofEvent(stand, answer.path("eventId"))).hasSize(1);
    }

    @Test
    void anotherContentUnderAVersionIsRefused() throws Exception {
        administrator()
                .body(Documents.banner("imagine.art").replace("Accept all", "Agree"))
                .put("/v1/sites/imagine.art/banners/3")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", slug("version-published"));
    }

    @Test
    void aMistakeIsNamedWithItsPlace() throws Exception {
        administrator()
                .body(banner("5").replace("\"kind\":\"consent\"", "\"kind\":\"popup\""))
                .put("/v1/sites/imagine.art/banners/5")
                .then()
                .statusCode(422)
                .body("type", slug("invalid-document"))
                .body("pointer", equalTo("/kind"))
                .body("faults.pointer", hasItems("/kind"));
    }

    @Test
    void onlyWhoeverShowsTheTokenPublishes() {
        given().contentType("application/json")
                .body("{}")
                .put(BANNER_PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("type", slug("publish-token-missing"));
        given().contentType("application/json")
                .header("Authorization", "Bearer " + "0".repeat(64))
                .body("{}")
                .put(BANNER_PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("type", slug("publish-token-wrong"));
    }

    @Test
    void aDocumentThatIsTooLargeOrNoJsonIsTurnedAway() throws Exception {
        administrator()
                .body(new byte[PublishResource.BODY_BYTES_MAX + 1])
                .put(BANNER_PATH)
                .then()
                .statusCode(413)
                .body("bytesMax", equalTo(PublishResource.BODY_BYTES_MAX));
        administrator()
                .body("v: 1")
                .put(BANNER_PATH)
                .then()
                .statusCode(400)
                .body("type", slug("malformed-json"));
        administrator()
                .body("{}")
                .put("/v1/sites/a.example/banners/4")
                .then()
                .statusCode(404)
                .body("type", slug("site-not-found"));
    }

    private static String banner(String version) {
        return Documents.banner("imagine.art")
                .replace("\"version\":\"3\"", "\"version\":\"" + version + "\"");
    }

    private RequestSpecification administrator() throws Exception {
        Path file =
                Path.of(
                        stand.environment(ServiceName.CONSENT_API)
                                .get("CONSENT_PUBLISH_TOKEN_FILE"));
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Files.readString(file).strip());
    }

    private static org.hamcrest.Matcher<String> slug(String slug) {
        return equalTo("https://consentledger.dev/problems/" + slug);
    }
}
