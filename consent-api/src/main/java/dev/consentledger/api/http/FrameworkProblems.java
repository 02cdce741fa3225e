package dev.consentledger.api.http;

import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers the framework's own errors as problems too, each with a stable type and a sentence of
 * advice. Its messages can repeat what was sent, and are left out.
 */
@ApplicationScoped
public class FrameworkProblems {

    private static final Logger LOG = Logger.getLogger(FrameworkProblems.class);
    private static final String WHERE =
            "Events go to POST %s; what a banner needs is at GET %s."
                    .formatted(ConsentResource.PATH, PolicyResource.PATH);

    private static final Rejection BAD_REQUEST =
            Rejection.of(
                    ProblemType.BAD_REQUEST,
                    "The request cannot be understood. Compare it with the OpenAPI document at"
                            + " /q/openapi.");
    private static final Rejection INTERNAL_ERROR =
            Rejection.of(
                    ProblemType.INTERNAL_ERROR,
                    "Something went wrong that should not. Send the same event again, with the same"
                            + " id, later; if it stays so, tell the operator.");
    private static final Map<Integer, Rejection> BY_STATUS =
            Map.of(
                    404, Rejection.of(ProblemType.NOT_FOUND, WHERE),
                    405, Rejection.of(ProblemType.METHOD_NOT_ALLOWED, WHERE),
                    406,
                            Rejection.of(
                                    ProblemType.NOT_ACCEPTABLE,
                                    "Answers are application/json. Accept that, or everything."),
                    415,
                            Rejection.of(
                                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                    "Send JSON, as application/json or, from a beacon, as"
                                            + " text/plain."));

    @ServerExceptionMapper
    public Response notFound(NotFoundException e) {
        return problem(BY_STATUS.get(404));
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException e, UriInfo address) {
        int status = e.getResponse().getStatus();
        Response problem = problem(ofStatus(status));
        return status == 405
                ? Response.fromResponse(problem).header("Allow", allowed(address)).build()
                : problem;
    }

    private static String allowed(UriInfo address) {
        String path = address.getPath();
        if (path.endsWith("/policy")) {
            return "GET, HEAD";
        }
        return path.contains("/sites/") ? "PUT" : "POST, OPTIONS";
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        LOG.error("A request failed unexpectedly; report this with the lines below.", e);
        return problem(INTERNAL_ERROR);
    }

    /**
     * What the router turns away by itself. A request without a usable {@code Host}, or for {@code
     * *}, comes here; a path with a broken escape does not, because the server refuses it before
     * the router.
     */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(FrameworkProblems::failed);
        router.errorHandler(404, context -> answer(context, BY_STATUS.get(404)));
        router.errorHandler(405, context -> answer(context, BY_STATUS.get(405)));
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == 400 || context.statusCode() == 404) {
            UnreadBodies.dropAfterAnswer(context);
            answer(context, ofStatus(context.statusCode()));
        } else {
            context.next();
        }
    }

    private static void answer(RoutingContext context, Rejection rejection) {
        context.response()
                .setStatusCode(rejection.type().status())
                .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                .end(Buffer.buffer(ProblemBody.of(rejection)));
    }

    private static Rejection ofStatus(int status) {
        return Optional.ofNullable(BY_STATUS.get(status))
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }

    private static Response problem(Rejection rejection) {
        return Response.status(rejection.type().status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(rejection))
                .build();
    }
}
