package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.api.intake.Event;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.log.Reading;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people send who want to find out what happens. */
@QuarkusTest
@QuarkusTestResource(value = RecordsStand.class, restrictToAnnotatedClass = true)
class HostileRequestsTest {

    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final String PATH = ConsentResource.PATH;

    /** More than the server reads ahead on its own. */
    private static final byte[] UNREAD = new byte[300_000];

    Stand stand;

    @TestHTTPResource("/v1/consents")
    URI target;

    @BeforeEach
    void ready() {
        await().atMost(READY_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "POST,/v1/consents,application/json,413",
        "POST,/v1/consents,text/html,415",
        "PUT,/v1/consents,application/json,405",
        "POST,/nothing,application/json,404",
        "POST,*,application/json,404",
        "POST,/%zz,application/json,400",
        "POST,/q/health/live,application/json,200"
    })
    void aBodyThatNobodyReadsDoesNotHoldUpTheNextRequest(
            String method, String path, String type, int status) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            String head = RawConnection.head(method, path, type, UNREAD.length);
            assertThat(connection.send(head, UNREAD).status()).isEqualTo(status);
            assertThat(connection.post(PATH, fresh().bytes()).status()).isEqualTo(202);
        }
    }

    @Test
    void aRequestWithoutHostIsAProblem() throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            RawConnection.Answer answer =
                    connection.send(
                            "POST " + PATH + " HTTP/1.1\r\nContent-Length: " + UNREAD.length,
                            UNREAD);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).contains("application/problem+json");
            assertThat(answer.body()).contains("problems/bad-request");
            assertThat(connection.post(PATH, fresh().bytes()).status()).isEqualTo(202);
        }
    }

    /** Quarkus answers before it asks any router or filter; the documentation says so. */
    @ParameterizedTest
    @CsvSource({"/%", "/v1/consents%zz", "/v1/consents?a=%", "/q/health/%zz"})
    void aBrokenEscapeIsRefusedByTheServerItself(String path) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            RawConnection.Answer answer = connection.post(path, fresh().bytes());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEmpty();
            assertThat(connection.post(PATH, fresh().bytes()).status()).isEqualTo(202);
        }
    }

    @Test
    void whatAClientMakesUpBecomesNoLabel() throws IOException {
        for (String made : List.of("v-mueller-1", "v-mueller-2")) {
            for (String path : List.of("/" + made, PATH + ";" + made, "/%zz" + made)) {
                try (RawConnection connection = new RawConnection(target)) {
                    connection.post(path, fresh().bytes());
                    connection.send(RawConnection.head(made, PATH, "text/plain", 0), new byte[0]);
                }
            }
        }
        given().body(fresh().bytes()).contentType("application/json").post(PATH);
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics).doesNotContain("mueller").contains("uri=\"/v1/consents\"");
    }

    static List<Arguments> bodies() {
        String event = new String(fresh().bytes(), UTF_8);
        String open = event.substring(0, event.length() - 1);
        return List.of(
                Arguments.of("a name twice", 400, (open + ",\"site\":\"a\"}").getBytes(UTF_8)),
                Arguments.of(
                        "escaped twice", 400, (open + ",\"s\\u0069te\":\"a\"}").getBytes(UTF_8)),
                Arguments.of("deep", 400, (open + ",\"x\":" + "[".repeat(9_000)).getBytes(UTF_8)),
                Arguments.of("huge number", 400, (open + ",\"x\":1e999}").getBytes(UTF_8)),
                Arguments.of("not a number", 400, (open + ",\"x\":NaN}").getBytes(UTF_8)),
                Arguments.of("UTF-16", 400, event.getBytes(UTF_16)),
                Arguments.of("not UTF-8", 400, open.replace('v', '\u00ff').getBytes(ISO_8859_1)),
                Arguments.of("half a character", 400, event.replace("v-", "\\ud800").getBytes()),
                Arguments.of("two events", 400, (event + event).getBytes(UTF_8)),
                Arguments.of("control in subject", 400, fresh().with("subject", "a\r\nb").bytes()),
                Arguments.of("time -1", 400, fresh().with("occurredAt", "-1").bytes()),
                Arguments.of("time as number", 400, fresh().with("occurredAt", int53()).bytes()),
                Arguments.of("year 9999", 202, at("9999-12-31T23:59:59.999Z").bytes()),
                Arguments.of("year 0", 202, at("0000-01-01T00:00:00Z").bytes()),
                Arguments.of("year 10000", 400, at("9999-12-31T23:59:59-18:00").bytes()),
                Arguments.of("odd version", 202, withdrawal("policyVersion", odd()).bytes()),
                Arguments.of(
                        "number as version", 202, withdrawal("policyVersion", int53()).bytes()),
                Arguments.of("deep version", 202, withdrawal("policyVersion", deep(31)).bytes()),
                Arguments.of(
                        "too deep version", 400, withdrawal("policyVersion", deep(32)).bytes()),
                Arguments.of(
                        "odd categories",
                        202,
                        withdrawal("decisions", refusals("__proto__", "", "a/b~c", "\0")).bytes()),
                Arguments.of("log injection", 422, fresh().with("site", "\n${jndi:x}").bytes()));
    }

    /** Each is turned away with a problem, or recorded so that the ledger can read it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void everyBodyIsRecordedSoundOrAProblem(String name, int status, byte[] body)
            throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            RawConnection.Answer answer = connection.post(PATH, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.head())
                    .contains(status == 202 ? "application/json" : "application/problem+json");
            assertThat(answer.body()).doesNotContain("jndi").doesNotContain("__proto__");
        }
        assertThat(TopicReader.all(stand))
                .allSatisfy(
                        record ->
                                assertThat(TopicReader.judged(record))
                                        .isInstanceOf(Reading.Sound.class));
    }

    private static Event fresh() {
        return Event.save().with("eventId", UUID.randomUUID().toString());
    }

    private static Event at(String time) {
        return withdrawal("occurredAt", new Json.Str(time));
    }

    private static Event withdrawal(String name, Json value) {
        return Event.of("imagine.art", "withdraw")
                .with("eventId", UUID.randomUUID().toString())
                .with(name, value);
    }

    private static Json odd() {
        return new Json.Str("\0\u202e\ud83c\udf6a" + "x".repeat(5_000));
    }

    private static Json int53() {
        return new Json.Int(Json.INTEGER_MAX);
    }

    private static Json deep(int levels) {
        Json value = new Json.Arr(List.of());
        for (int i = 1; i < levels; i++) {
            value = new Json.Arr(List.of(value));
        }
        return value;
    }

    private static Json refusals(String... categories) {
        Json.ObjBuilder decisions = Json.object();
        for (String category : categories) {
            decisions.put(category, "refused");
        }
        return decisions.build();
    }
}
