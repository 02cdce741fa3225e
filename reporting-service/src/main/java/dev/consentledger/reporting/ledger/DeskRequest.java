package dev.consentledger.reporting.ledger;

import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes the questions that ledger-service's desk interface answers.
 *
 * @param ledger where ledger-service answers, without a path
 * @param token that both services share; without it ledger-service refuses
 * @param answerMax how long an answer is waited for
 */
record DeskRequest(URI ledger, Optional<String> token, Duration answerMax) {

    static final String PATH = "/v1/desk/records";

    /** For the records at these places. */
    HttpRequest of(Collection<Place> places) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ledger.resolve(PATH))
                        .timeout(answerMax)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofByteArray(question(places)));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static byte[] question(Collection<Place> places) {
        List<Json> positions =
                places.stream()
                        .<Json>map(
                                place ->
                                        Json.object()
                                                .put("shard", place.shard())
                                                .put("index", place.index())
                                                .build())
                        .toList();
        return Json.object().put("positions", new Json.Arr(positions)).build().canonicalBytes();
    }

    @Override
    public String toString() {
        return "DeskRequest[...]";
    }
}
