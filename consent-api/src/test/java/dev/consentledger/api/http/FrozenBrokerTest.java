package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.api.intake.ConsentIntake;
import dev.consentledger.api.intake.Delivery;
import dev.consentledger.api.intake.Event;
import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.intake.Observation;
import dev.consentledger.api.kafka.RecordPublisher;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that is there but does not answer: nobody is told that it has what it has not. */
@QuarkusTest
@QuarkusTestResource(value = RecordsStand.class, restrictToAnnotatedClass = true)
class FrozenBrokerTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    Stand stand;

    @Inject ConsentIntake intake;
    @Inject Function<Accepted, Uni<Delivery>> publish;

    @TestHTTPResource("/v1/consents")
    URI target;

    @BeforeEach
    void ready() {
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void thaw() throws Exception {
        signal("CONT");
    }

    @Test
    void noAnswerComesBeforeTheAcknowledgement() throws Exception {
        signal("STOP");
        CompletableFuture<HttpResponse<String>> answer = post();
        await().atMost(CHANGE_MAX).until(() -> inFlight().equals("1.0"));
        assertThat(answer).isNotDone();

        signal("CONT");
        await().atMost(CHANGE_MAX).until(answer::isDone);
        assertThat(answer.get().statusCode()).isEqualTo(202);
    }

    @Test
    void moreThanTheLimitOfWaitingEventsAreToldToComeBack() throws Exception {
        Accepted accepted = (Accepted) intake.take(Event.save().bytes(), Observation.none());
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger settled = new AtomicInteger();

        signal("STOP");
        for (int i = 0; i < RecordPublisher.IN_FLIGHT_MAX; i++) {
            publish.apply(accepted)
                    .subscribe()
                    .with(
                            delivery -> {
                                settled.incrementAndGet();
                                if (delivery == Delivery.ACKNOWLEDGED) {
                                    acknowledged.incrementAndGet();
                                }
                            });
        }
        assertThat(settled).hasValue(0);
        HttpResponse<String> answer = post().get();

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("problems/overloaded");
        signal("CONT");
        await().atMost(CHANGE_MAX).until(() -> settled.get() == RecordPublisher.IN_FLIGHT_MAX);
        assertThat(acknowledged).hasValue(RecordPublisher.IN_FLIGHT_MAX);
    }

    private CompletableFuture<HttpResponse<String>> post() {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(target)
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(Event.save().bytes()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String inFlight() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("consent_publish_in_flight "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElse("");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(stand.broker().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
