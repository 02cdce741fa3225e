package dev.consentledger.api.http;

import dev.consentledger.api.intake.Delivery;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.api.publish.Publishing;
import dev.consentledger.api.publish.Submission;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Publishes a policy's or a banner's version for an administrator, and answers 202 once all in-sync
 * replicas of the broker have it. The same bytes again get the same answer; other bytes are
 * refused. Documents are judged beside the event loops.
 */
@Path(PublishResource.SITE)
public class PublishResource {

    static final String SITE = "/v1/sites/{site}";
    static final String POLICIES = "/policies/{version}";
    static final String BANNERS = "/banners/{version}";

    /** Thirty times the largest document that we know, and half of what the broker takes. */
    static final int BODY_BYTES_MAX = 512 * 1024;

    private final PublishAccess access;
    private final Publishing publishing;
    private final Function<Publication, Uni<Delivery>> publish;

    public PublishResource(
            PublishAccess access,
            Publishing publishing,
            Function<Publication, Uni<Delivery>> publish) {
        this.access = access;
        this.publishing = publishing;
        this.publish = publish;
    }

    @PUT
    @Path(POLICIES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> policy(
            @PathParam("site") String site,
            @PathParam("version") String version,
            @Context HttpServerRequest request) {
        return put(Kind.POLICY, site, version, request);
    }

    @PUT
    @Path(BANNERS)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> banner(
            @PathParam("site") String site,
            @PathParam("version") String version,
            @Context HttpServerRequest request) {
        return put(Kind.BANNER, site, version, request);
    }

    private Uni<Response> put(Kind kind, String site, String version, HttpServerRequest request) {
        Optional<Rejection> refusal =
                access.refusal(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)));
        if (refusal.isPresent()) {
            return Uni.createFrom().item(problem(refusal.get()));
        }
        return BoundedBody.read(request, BODY_BYTES_MAX)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(body -> take(kind, site, version, body));
    }

    private Uni<Response> take(Kind kind, String site, String version, Optional<byte[]> body) {
        if (body.isEmpty()) {
            return Uni.createFrom().item(problem(tooLarge()));
        }
        Submission submission;
        try {
            submission = publishing.judge(kind, site, version, body.get());
        } catch (Rejected e) {
            return Uni.createFrom().item(problem(e.rejection()));
        }
        Publication publication = submission.publication();
        return submission.known()
                ? Uni.createFrom().item(accepted(publication.entry()))
                : publish.apply(publication).map(delivery -> answer(publication, delivery));
    }

    private Response answer(Publication publication, Delivery delivery) {
        if (delivery == Delivery.ACKNOWLEDGED) {
            publishing.accepted(publication);
        }
        return switch (delivery) {
            case ACKNOWLEDGED -> accepted(publication.entry());
            case OVERLOADED -> later(ProblemType.OVERLOADED);
            case UNAVAILABLE -> later(ProblemType.BROKER_UNAVAILABLE);
        };
    }

    private static Response accepted(PublicationEntry entry) {
        Json.Obj receipt =
                Json.object()
                        .put("eventId", entry.eventId().toString())
                        .put("kind", entry.kind().term())
                        .put("site", entry.site())
                        .put("version", entry.version())
                        .put("sha256", entry.sha256().toHex())
                        .put("publishedAt", Timestamps.format(entry.publishedAt()))
                        .put("inForceFrom", Timestamps.format(entry.inForceFrom()))
                        .build();
        return Response.accepted(receipt.canonicalBytes())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response later(ProblemType type) {
        Rejection rejection =
                Rejection.of(
                        type,
                        "The document was not confirmed as stored. Send it again after the seconds in"
                                + " Retry-After; it counts once.");
        return Response.fromResponse(problem(rejection))
                .header(HttpHeaders.RETRY_AFTER, ProblemBody.RETRY_AFTER_SECONDS)
                .build();
    }

    private static Response problem(Rejection rejection) {
        Response.ResponseBuilder answer =
                Response.status(rejection.type().status())
                        .type(ProblemBody.MEDIA_TYPE)
                        .entity(ProblemBody.of(rejection))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        PublishAccess.challenge(rejection)
                .ifPresent(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return answer.build();
    }

    private static Rejection tooLarge() {
        return Rejection.of(
                        ProblemType.BODY_TOO_LARGE,
                        "A document has at most %d bytes. Leave out what does not belong to it."
                                .formatted(BODY_BYTES_MAX))
                .with("bytesMax", new Json.Int(BODY_BYTES_MAX));
    }
}
