package dev.consentledger.reporting.ledger;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.desk.Unavailable;
import dev.consentledger.reporting.desk.Unavailable.Need;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.http.HttpClient;
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
    private static final int OK = 200;

    /** Longer than a garbage collection there, shorter than somebody waits for a page. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final DeskRequest request;
    private final HttpClient http = LedgerHttp.client(CONNECT_MAX);

    /**
     * @param ledger where ledger-service answers, without a path
     * @param token that both services share; without it ledger-service refuses
     */
    public DeskClient(URI ledger, Optional<String> token) {
        this.request = new DeskRequest(ledger, token, ANSWER_MAX);
    }

    @Override
    public Uni<List<LedgerRecord>> at(Collection<Place> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .completionStage(
                        () -> http.sendAsync(request.of(places), BodyHandlers.ofByteArray()))
                .map(DeskClient::read)
                .onFailure()
                .retry()
                .atMost(1)
                .onFailure()
                .transform(DeskClient::unavailable)
                .emitOn(CallersContext.executor());
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
