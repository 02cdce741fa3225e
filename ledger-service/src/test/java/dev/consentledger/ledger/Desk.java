package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.service.ServiceName;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for evidence as reporting-service does. */
record Desk(Stand stand) {

    /** The answer about one position. */
    Response ask(int shard, long index) {
        return ask("{\"positions\":[{\"shard\":%d,\"index\":%d}]}".formatted(shard, index));
    }

    Response ask(String body) {
        return given().header("Authorization", "Bearer " + token())
                .contentType("application/json")
                .body(body)
                .post("/v1/desk/records");
    }

    private String token() {
        try {
            return Files.readString(
                            Path.of(
                                    stand.environment(ServiceName.LEDGER_SERVICE)
                                            .get("CONSENT_DESK_TOKEN_FILE")))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
