package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A key that is not there is made for an empty ledger only; all but the signing goes on. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "partitions", value = "4"),
            @ResourceArg(name = "records", value = "20")
        })
class LogKeyMissingTest {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    Stand stand;

    @ConfigProperty(name = "consent.log-key.file")
    Path keyFile;

    @Test
    void ledgerWithRecordsAndWithoutItsKeyAppendsAndSignsNothing() {
        LedgerTables tables = new LedgerTables(stand);
        await().atMost(START_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        await().atMost(START_MAX).until(() -> tables.count("entries") == 20);

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(containsString("unsigned shard 0"))
                .body(containsString("there is no log key in " + keyFile));
        given().get("/logs/keys")
                .then()
                .statusCode(503)
                .body("type", equalTo("https://consentledger.dev/problems/log-key-missing"));
        given().get("/logs/trust").then().statusCode(503);
        assertThat(tables.count("checkpoints")).isZero();
        assertThat(keyFile).doesNotExist();
    }
}
