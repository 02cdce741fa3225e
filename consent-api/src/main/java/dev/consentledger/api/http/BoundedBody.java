package dev.consentledger.api.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BadRequestException;
import java.util.Optional;

/**
 * Reads a request's body up to a limit, whatever length it was announced with. What goes beyond is
 * not kept. Belongs to one event loop.
 */
final class BoundedBody {

    private final HttpServerRequest request;
    private final int bytesMax;
    private final UniEmitter<? super Optional<byte[]>> emitter;
    private final Buffer kept = Buffer.buffer();
    private long seen;

    private BoundedBody(
            HttpServerRequest request, int bytesMax, UniEmitter<? super Optional<byte[]>> emitter) {
        this.request = request;
        this.bytesMax = bytesMax;
        this.emitter = emitter;
    }

    /**
     * The body; empty when it is longer than the limit. Fails as a bad request when it breaks off.
     */
    static Uni<Optional<byte[]>> read(HttpServerRequest request, int bytesMax) {
        return Uni.createFrom()
                .emitter(emitter -> new BoundedBody(request, bytesMax, emitter).begin());
    }

    private void begin() {
        request.handler(this::take);
        request.exceptionHandler(broken -> emitter.fail(new BadRequestException()));
        request.endHandler(ignored -> end());
        request.resume();
    }

    private void take(Buffer chunk) {
        seen += chunk.length();
        if (seen <= bytesMax) {
            kept.appendBuffer(chunk);
        } else {
            emitter.complete(Optional.empty());
        }
    }

    private void end() {
        if (seen <= bytesMax) {
            emitter.complete(Optional.of(kept.getBytes()));
        }
    }
}
