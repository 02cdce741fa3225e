package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test that asks before the schema is there would be answered 503: the service starts without it.
 */
public interface SchemaIsReady {

    Duration MIGRATION_MAX = Duration.ofSeconds(60);

    @BeforeEach
    default void awaitSchema() {
        await().atMost(MIGRATION_MAX)
                .until(
                        () ->
                                "UP"
                                        .equals(
                                                given().get("/q/health/ready")
                                                        .path(
                                                                "checks.find { it.name == 'database' }.status")));
    }
}
