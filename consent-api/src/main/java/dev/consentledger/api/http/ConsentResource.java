package dev.consentledger.api.http;

import dev.consentledger.api.intake.ConsentIntake;
import dev.consentledger.api.intake.Delivery;
import dev.consentledger.api.intake.IntakeResult;
import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.intake.Observation;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.entry.ReceiptCodes;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes one event, and answers 202 once all in-sync replicas of the broker have it. Also as {@code
 * text/plain}, which is what a browser's {@code sendBeacon} sends.
 */
@Path(ConsentResource.PATH)
public class ConsentResource {

    static final String PATH = "/v1/consents";

    /**
     * The longest body: the example has 500 bytes, and one with a TC and a GPP string of 4 KiB each
     * and a decision for each of 64 categories still fits.
     */
    static final int BODY_BYTES_MAX = 16 * 1024;

    private final ConsentIntake intake;
    private final Function<Accepted, Uni<Delivery>> publish;
    private final ReceiptCodes receiptCodes;
    private final ConsentMeters meters;

    public ConsentResource(
            ConsentIntake intake,
            Function<Accepted, Uni<Delivery>> publish,
            ReceiptCodes receiptCodes,
            ConsentMeters meters) {
        this.intake = intake;
        this.publish = publish;
        this.receiptCodes = receiptCodes;
        this.meters = meters;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> post(@Context HttpServerRequest request) {
        return BoundedBody.read(request, BODY_BYTES_MAX)
                .flatMap(body -> take(body, ObservedRequest.of(request)));
    }

    private Uni<Response> take(Optional<byte[]> body, Observation observation) {
        if (body.isEmpty()) {
            return Uni.createFrom().item(problem(tooLarge()));
        }
        IntakeResult result = intake.take(body.get(), observation);
        if (result instanceof Accepted accepted) {
            return publish.apply(accepted).map(delivery -> answer(accepted, delivery));
        }
        return Uni.createFrom().item(problem(((IntakeResult.Refused) result).rejection()));
    }

    private Response answer(Accepted accepted, Delivery delivery) {
        return switch (delivery) {
            case ACKNOWLEDGED -> accepted(accepted);
            case OVERLOADED -> later(overloaded(), ProblemBody.RETRY_AFTER_OVERLOAD_SECONDS);
            case UNAVAILABLE -> later(unavailable(), ProblemBody.RETRY_AFTER_SECONDS);
        };
    }

    private Response accepted(Accepted accepted) {
        ConsentEntry entry = accepted.entry();
        meters.accepted(entry);
        ReceiptCode code =
                receiptCodes.code(entry.site(), accepted.evidence().pseudonym(), entry.eventId());
        Json.Obj receipt =
                Json.object()
                        .put("eventId", entry.eventId().toString())
                        .put("receivedAt", Timestamps.format(entry.receivedAt()))
                        .put("receiptCode", code.text())
                        .build();
        return Response.accepted(receipt.canonicalBytes())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response later(Rejection rejection, String seconds) {
        Response problem = problem(rejection);
        return Response.fromResponse(problem).header(HttpHeaders.RETRY_AFTER, seconds).build();
    }

    private Response problem(Rejection rejection) {
        meters.rejected(rejection.type());
        return Response.status(rejection.type().status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(rejection))
                .build();
    }

    private static Rejection tooLarge() {
        return Rejection.of(
                        ProblemType.BODY_TOO_LARGE,
                        "An event has at most %d bytes. Send one event, with no more than the fields that are documented."
                                .formatted(BODY_BYTES_MAX))
                .with("bytesMax", new Json.Int(BODY_BYTES_MAX));
    }

    private static Rejection overloaded() {
        return Rejection.of(
                ProblemType.OVERLOADED,
                "More events are waiting than this instance takes. Nothing was stored; send the same"
                        + " event again, with the same id, after the seconds in Retry-After.");
    }

    private static Rejection unavailable() {
        return Rejection.of(
                ProblemType.BROKER_UNAVAILABLE,
                "The event was not confirmed as stored. Send the same event again, with the same id,"
                        + " after the seconds in Retry-After; it counts once.");
    }
}
