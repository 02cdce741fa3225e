package dev.consentledger.api.http;

import dev.consentledger.api.intake.Observation;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/** Picks from a request what may be kept of it. */
final class ObservedRequest {

    private ObservedRequest() {}

    static Observation of(HttpServerRequest request) {
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        return new Observation(
                Optional.ofNullable(request.getHeader("User-Agent")),
                "1".equals(request.getHeader("Sec-GPC")),
                origin,
                origin.isPresent() && isOwn(origin.get(), request));
    }

    /** Whether the page comes from the very host that it sends to, as the page to try it does. */
    static boolean isOwn(String origin, HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return false;
        }
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equals(authority.toString());
    }
}
