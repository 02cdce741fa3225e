package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static dev.consentledger.reporting.Consents.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.entry.Action;
import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process that is killed, and whose servers are. */
class KillsIT {

    private static final String SITE = TestSites.BUSY;
    private static final boolean EXHAUSTIVE =
            "exhaustive".equals(System.getProperty("tests.extent"));
    private static final int ROUNDS = EXHAUSTIVE ? 100 : 1;

    /** Every so many rounds PostgreSQL is killed too, and everything is told once more. */
    private static final int ROUNDS_OF_DATABASE = 10;

    /** Enough that a kill comes while they are counted. */
    private static final int BATCH = 4_000;

    private static final Duration RECOVERY_MAX = Duration.ofSeconds(90);

    private final Random random = new Random(20_261_129);

    @TempDir Path directory;
    private Stand stand;
    private ServiceProcess service;

    @BeforeEach
    void start() {
        stand = Stand.start(directory.resolve("stand"), StandOptions.withFreePorts());
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        stand.close();
    }

    @Test
    void startsWithoutServersAndIsReadyOnceTheyAndTheTopicAreThere() {
        stand.broker().stop();
        stand.postgres().stop();
        service = launch();
        await().atMost(RECOVERY_MAX).ignoreExceptions().until(() -> get("/q/health/live") == 200);
        assertThat(get("/q/health/ready")).isEqualTo(503);

        stand.postgres().restart();
        stand.broker().restart();
        await().atMost(RECOVERY_MAX)
                .untilAsserted(
                        () ->
                                assertThat(health().asString())
                                        .contains("waiting for the topic")
                                        .doesNotContain("schema is not up to date"));

        AppendedTopic.create(stand.kafkaBootstrapServers(), 1, 4);
        await().atMost(RECOVERY_MAX).until(() -> get("/q/health/ready") == 200);
        try (AppendedTopic topic = new AppendedTopic(stand.kafkaBootstrapServers(), 1, 4)) {
            append(topic, 0, 100);
            awaitFigures(topic, 100);
        }
    }

    @Test
    void killsInMidBatchLoseNothingAndCountNothingTwice() {
        AppendedTopic.create(stand.kafkaBootstrapServers(), 1, 4);
        service = launch();
        service.awaitReady();
        try (AppendedTopic topic = new AppendedTopic(stand.kafkaBootstrapServers(), 1, 4)) {
            int total = 0;
            for (int round = 0; round < ROUNDS; round++) {
                append(topic, total, BATCH);
                awaitProgressBeyond(total + random.nextInt(BATCH / 2));
                total += BATCH;
                service.kill();
                service.restart();
                if (round % ROUNDS_OF_DATABASE == 0) {
                    append(topic, total, BATCH);
                    awaitProgressBeyond(total);
                    total += BATCH;
                    stand.postgres().kill();
                    stand.postgres().restart();
                    topic.resendAll();
                }
            }
            stand.broker().kill();
            stand.broker().restart();
            append(topic, total, 1_000);
            total += 1_000;

            awaitFigures(topic, total);
            await().atMost(RECOVERY_MAX).until(() -> get("/q/health/ready") == 200);
        }
    }

    private void append(AppendedTopic topic, int first, int count) {
        for (int i = first; i < first + count; i++) {
            topic.append(
                    "v-" + i % 1_000,
                    Consents.at(
                            minutes(i % 60),
                            SITE,
                            Action.SAVE,
                            Map.of("statistics", i % 4 == 0 ? refused() : granted())));
        }
        topic.flush();
    }

    private void awaitProgressBeyond(int counted) {
        await().atMost(RECOVERY_MAX)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> counted(figures()) > counted);
    }

    private void awaitFigures(AppendedTopic topic, int total) {
        await().atMost(RECOVERY_MAX)
                .ignoreExceptions()
                .until(() -> counted(figures()) == topic.size());
        JsonPath figures = figures();
        assertThat(figures.getInt("categories[0].granted")).isEqualTo(total / 4 * 3);
        assertThat(figures.getInt("categories[0].refused")).isEqualTo(total / 4);
        // Subject n chooses the same in every round, since 4 divides 1,000.
        assertThat(figures.getInt("categories[0].subjectsGranted"))
                .isEqualTo(Math.min(total, 1_000) / 4 * 3);
        assertThat(figures.getInt("categories[0].withdrawn")).isZero();
    }

    private JsonPath figures() {
        Response response =
                given().queryParam("from", "2026-11-22T10:00:00Z")
                        .queryParam("to", "2026-11-22T11:00:00Z")
                        .get(service.uri().resolve("/v1/sites/" + SITE + "/opt-in"));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.jsonPath();
    }

    private static long counted(JsonPath figures) {
        return figures.<Integer>getList("asOf.nextIndex").stream().mapToLong(i -> i).sum();
    }

    private int get(String path) {
        return given().get(service.uri().resolve(path)).statusCode();
    }

    private Response health() {
        return given().get(service.uri().resolve("/q/health/ready"));
    }

    private ServiceProcess launch() {
        Map<String, String> environment =
                new HashMap<>(stand.environment(ServiceName.REPORTING_SERVICE));
        environment.put(
                "CONSENT_SITES_DIRECTORY", TestSites.write(directory.resolve("sites")).toString());
        return ServiceProcess.launch(
                ServiceName.REPORTING_SERVICE,
                ProjectFiles.find().root(),
                environment,
                stand.logs().resolve("reporting-service.log"));
    }
}
