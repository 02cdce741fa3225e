package dev.consentledger.reporting.ledger;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.MalformedProof;
import dev.consentledger.core.proof.MalformedTrust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.reporting.desk.LedgerProofs;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.SeveralPersons;
import dev.consentledger.reporting.desk.Unavailable;
import dev.consentledger.reporting.desk.Unavailable.Need;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks ledger-service for proofs and keys, which are open to everybody. A question that failed is
 * asked once more at once, since it changes nothing. Thread-safe.
 */
public final class ProofClient implements LedgerProofs {

    private static final Logger LOG = Logger.getLogger(ProofClient.class);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String NOT_YET_COVERED = "/not-yet-covered";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final URI ledger;
    private final HttpClient http = LedgerHttp.client(CONNECT_MAX);

    /**
     * @param ledger where ledger-service answers, without a path
     */
    public ProofClient(URI ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Optional<EntryProof>> proof(UUID eventId, Optional<Place> at, Under under) {
        String path =
                "/v1/proofs/%s?format=json&checkpoint=%s%s"
                        .formatted(
                                eventId,
                                under.name().toLowerCase(Locale.ROOT),
                                at.map(
                                                place ->
                                                        "&shard=%d&index=%d"
                                                                .formatted(
                                                                        place.shard(),
                                                                        place.index()))
                                        .orElse(""));
        return get(path).map(ProofClient::proof);
    }

    @Override
    public Uni<TrustFile> keys() {
        return get("/logs/trust").map(ProofClient::keys);
    }

    private Uni<HttpResponse<byte[]>> get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(ledger.resolve(path)).timeout(ANSWER_MAX).build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, BodyHandlers.ofByteArray()))
                .onFailure()
                .retry()
                .atMost(1)
                .onFailure()
                .transform(ProofClient::unavailable)
                .emitOn(CallersContext.executor());
    }

    private static Optional<EntryProof> proof(HttpResponse<byte[]> response) {
        if (response.statusCode() == NOT_FOUND) {
            if (isNotYetCovered(response.body())) {
                throw new Unavailable(Need.CHECKPOINT, "no checkpoint covers the entry yet");
            }
            return Optional.empty();
        }
        if (response.statusCode() == CONFLICT) {
            throw new SeveralPersons();
        }
        try {
            return Optional.of(EntryProof.parse(okay(response)));
        } catch (MalformedProof e) {
            throw unavailable(e);
        }
    }

    private static boolean isNotYetCovered(byte[] problem) {
        try {
            return Fields.of(JsonReader.readObject(problem))
                    .optionalString("type")
                    .filter(type -> type.endsWith(NOT_YET_COVERED))
                    .isPresent();
        } catch (MalformedJson e) {
            return false;
        }
    }

    private static TrustFile keys(HttpResponse<byte[]> response) {
        try {
            return TrustFile.parse(okay(response));
        } catch (MalformedTrust e) {
            throw unavailable(e);
        }
    }

    private static byte[] okay(HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            throw unavailable(new IllegalStateException("status " + response.statusCode()));
        }
        return response.body();
    }

    private static Unavailable unavailable(Throwable cause) {
        LOG.errorf("ledger-service gives no proofs; look whether it runs. cause=%s", cause);
        return new Unavailable(Need.LEDGER, "the ledger does not answer");
    }
}
