package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Finds out who sends a request, before a resource sees it. Credentials that are sent have to be
 * right, also where none are needed; what the caller may do, the resource asks.
 */
public class CallerFilter {

    private final Identification identification;
    private final CurrentCaller current;
    private final Sites sites;

    CallerFilter(Identification identification, CurrentCaller current, Sites sites) {
        this.identification = identification;
        this.current = current;
        this.sites = sites;
    }

    @ServerRequestFilter
    public Uni<Void> identify(HttpServerRequest request) {
        Optional<String> authorization =
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (authorization.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String address = request.remoteAddress().hostAddress();
        return identification
                .identify(authorization.get(), address)
                .invoke(known -> current.set(Caller.named(known.name(), known.grants(), sites)))
                .replaceWithVoid();
    }
}
