package dev.consentledger.api.http;

import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets the pages of the sites read the answers (Fetch standard, CORS protocol), also those that are
 * problems. Whether an origin belongs to the event's own site is judged with the event.
 */
@ApplicationScoped
public class CrossOrigin {

    /** Before everything that answers. */
    private static final int PRIORITY = 300;

    /** As long as browsers allow at most: a day in Firefox, two hours in Chromium. */
    private static final String PREFLIGHT_SECONDS = "86400";

    private static final Shared EVENTS = new Shared("POST", "content-type", "Retry-After");
    private static final Shared POLICY = new Shared("GET", "if-none-match", "ETag");
    private static final Pattern POLICY_PATH = Pattern.compile("/v1/sites/[^/]+/policy");

    private final Set<String> origins;

    /**
     * What pages may do at an address.
     *
     * @param headers that they may send
     * @param exposed headers of the answer that they may read
     */
    private record Shared(String method, String headers, String exposed) {

        static Optional<Shared> at(String path) {
            if (ConsentResource.PATH.equals(path)) {
                return Optional.of(EVENTS);
            }
            return Optional.ofNullable(path)
                    .filter(p -> POLICY_PATH.matcher(p).matches())
                    .map(p -> POLICY);
        }
    }

    public CrossOrigin(Supplier<PolicyCatalogs> catalogs) {
        this.origins =
                catalogs.get().sites().stream()
                        .flatMap(site -> site.settings().origins().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader("Origin");
        Optional<Shared> shared = Shared.at(request.path());
        if (origin == null || shared.isEmpty()) {
            context.next();
        } else {
            answer(context, origin, shared.get());
        }
    }

    private void answer(RoutingContext context, String origin, Shared shared) {
        HttpServerRequest request = context.request();
        boolean allowed = origins.contains(origin) || ObservedRequest.isOwn(origin, request);
        HttpServerResponse response = context.response();
        response.putHeader("Vary", "Origin");
        if (allowed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", shared.exposed());
        }
        boolean preflight =
                request.method() == HttpMethod.OPTIONS
                        && request.getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            context.next();
        } else if (allowed) {
            response.putHeader("Access-Control-Allow-Methods", shared.method())
                    .putHeader("Access-Control-Allow-Headers", shared.headers())
                    .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                    .setStatusCode(204)
                    .end();
        } else {
            refuse(response);
        }
    }

    private static void refuse(HttpServerResponse response) {
        Rejection rejection =
                Rejection.of(
                        ProblemType.ORIGIN_NOT_ALLOWED,
                        "The page's origin belongs to no site here. Add it to the site's 'origins'.");
        response.setStatusCode(rejection.type().status())
                .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                .end(Buffer.buffer(ProblemBody.of(rejection)));
    }
}
