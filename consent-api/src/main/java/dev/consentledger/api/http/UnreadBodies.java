package dev.consentledger.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes off the connection what is left of a request's body once the request is answered. Without
 * it, the rest stands before the next request on the connection, which would never be read; and a
 * client that still sends would get a broken connection instead of the answer.
 */
@ApplicationScoped
public class UnreadBodies {

    /** After so many bytes that nobody wants, the connection is closed. */
    static final long BYTES_MAX = 64L << 20;

    /** Before everything that answers. */
    private static final int PRIORITY = 400;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    dropAfterAnswer(context);
                    context.next();
                },
                PRIORITY);
    }

    static void dropAfterAnswer(RoutingContext context) {
        context.addEndHandler(answered -> drop(context.request()));
    }

    private static void drop(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] seen = new long[1];
        request.handler(
                chunk -> {
                    seen[0] += chunk.length();
                    if (seen[0] > BYTES_MAX) {
                        request.connection().close();
                    }
                });
        request.resume();
    }
}
