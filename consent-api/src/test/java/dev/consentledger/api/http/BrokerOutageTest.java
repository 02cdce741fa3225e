package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.api.intake.Event;
import dev.consentledger.core.log.Reading;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The service starts before its topic, and outlives its broker. */
@QuarkusTest
@QuarkusTestResource(
        value = RecordsStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topic", value = "later"))
class BrokerOutageTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    Stand stand;

    @Test
    void nothingIsAcknowledgedThatTheBrokerDoesNotHave() {
        // Given a broker without the topic
        assertThat(statusOf("/q/health/ready")).isEqualTo(503);
        assertThat(statusOf("/q/health/live")).isEqualTo(200);
        assertUnavailable(post(UUID.randomUUID().toString()));

        // When the topic is created, then events are taken
        RecordsStand.createTopic(stand);
        await().atMost(CHANGE_MAX).until(() -> statusOf("/q/health/ready") == 200);
        List<String> acknowledged = new ArrayList<>();
        acknowledged.add(postUntilAccepted());

        // When the broker is killed, then clients are told to come back, and the service lives
        stand.broker().kill();
        assertUnavailable(post(UUID.randomUUID().toString()));
        await().atMost(CHANGE_MAX).until(() -> statusOf("/q/health/ready") == 503);
        assertUnavailable(post(UUID.randomUUID().toString()));
        assertThat(statusOf("/q/health/live")).isEqualTo(200);

        // When the broker is back, then the service recovers by itself
        stand.broker().restart();
        await().atMost(CHANGE_MAX).until(() -> statusOf("/q/health/ready") == 200);
        acknowledged.add(postUntilAccepted());
        for (String id : acknowledged) {
            assertThat(TopicReader.ofEvent(stand, id))
                    .isNotEmpty()
                    .allMatch(record -> TopicReader.judged(record) instanceof Reading.Sound);
        }
    }

    private static void assertUnavailable(Response response) {
        response.then().statusCode(503).contentType("application/problem+json");
        assertThat(response.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(response.<String>path("type")).endsWith("/broker-unavailable");
    }

    private static String postUntilAccepted() {
        String id = UUID.randomUUID().toString();
        await().atMost(CHANGE_MAX).until(() -> post(id).statusCode() == 202);
        return id;
    }

    private static Response post(String id) {
        return given().contentType("application/json")
                .body(Event.save().with("eventId", id).bytes())
                .post("/v1/consents");
    }

    private static int statusOf(String path) {
        return given().get(path).statusCode();
    }
}
