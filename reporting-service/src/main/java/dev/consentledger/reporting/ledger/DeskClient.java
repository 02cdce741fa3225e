package dev.consentledger.reporting.ledger;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.desk.Unavailable;
import dev.consentledger.reporting.desk.Unavailable.Need;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks ledger-service's desk interface ({@code POST /v1/desk/records}) for records. A question that
 * failed is asked once more at once, since it changes nothing. Thread-safe.
 */
public final class DeskClient implements LedgerRecords {

    private static final Logger LOG = Logger.getLogger(DeskClient.class);
    static final String PATH = "/v1/desk/records";
    private static final int OK = 200;

    /** Longer than a garbage collection there, shorter than somebody waits for a page. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final URI uri;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_MAX)
                    .build();

    /**
     * @param ledger where ledger-service answers, without a path
     * @param token that both services share; without it ledger-service refuses
     */
    public DeskClient(URI ledger, Optional<String> token) {
        this.uri = ledger.resolve(PATH);
        this.token = token;
    }

    @Override
    public Uni<List<LedgerRecord>> at(Collection<Place> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request(places), BodyHandlers.ofByteArray()))
                .map(DeskClient::read)
                .onFailure()
                .retry()
                .atMost(1)
                .onFailure()
                .transform(DeskClient::unavailable)
                .emitOn(CallersContext.executor());
    }

    private HttpRequest request(Collection<Place> places) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofByteArray(question(places)));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static byte[] question(Collection<Place> places) {
        List<Json> positions =
                places.stream()
                        .map(
                                place ->
                                        (Json)
                                                Json.object()
                                                        .put("shard", place.shard())
                                                        .put("index", place.index())
                                                        .build())
                        .toList();
        return Json.object().put("positions", new Json.Arr(positions)).build().canonicalBytes();
    }

    private static List<LedgerRecord> read(HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        try {
            return DeskAnswer.read(response.body());
        } catch (MalformedJson e) {
            throw new IllegalStateException("not the form of an answer: " + e.reason());
        }
    }

    private static Throwable unavailable(Throwable cause) {
        LOG.errorf(
                "ledger-service does not give its records; look whether it runs, and whether both services have the same CONSENT_DESK_TOKEN_FILE. cause=%s",
                cause);
        return new Unavailable(Need.LEDGER, "the ledger does not answer");
    }
}
