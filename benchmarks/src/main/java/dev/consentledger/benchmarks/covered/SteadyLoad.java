package dev.consentledger.benchmarks.covered;

import dev.consentledger.standalone.demo.DemoEvent;
import dev.consentledger.standalone.demo.DemoSite;
import dev.consentledger.standalone.demo.Visitors;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGeneratorFactory;

/**
 * Visitors that send so many events a second, however long the answers take, as long as connections
 * are left. All of them run on one event loop, which costs the services little of the machine.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 256;
    private static final long TICK_MILLIS = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http =
            vertx.createHttpClient(
                    new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    private final Visitors visitors =
            new Visitors(DemoSite.ALL, RandomGeneratorFactory.of("L64X128MixRandom").create(4));
    private final Deque<DemoEvent> visit = new ArrayDeque<>();

    /** When the first 202 of each event id was there; belongs to the event loop. */
    private final Map<UUID, Long> firstAt = new HashMap<>();

    private final RequestOptions target;
    private final int perSecond;

    SteadyLoad(URI api, int perSecond) {
        this.perSecond = perSecond;
        this.target =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(api.getHost())
                        .setPort(api.getPort())
                        .setURI("/v1/consents")
                        .putHeader("Content-Type", "application/json");
    }

    /**
     * What was answered 202.
     *
     * @param at when the first 202 was there of each event id that had none before, as {@link
     *     System#nanoTime} counts
     */
    record Accepted(double perSecond, Map<UUID, Long> at) {}

    /** Sends for so long; fails at the first answer that is not 202. */
    Accepted run(Duration duration) {
        Round round = new Round(duration);
        vertx.runOnContext(go -> round.tick());
        return round.result();
    }

    private DemoEvent event() {
        if (visit.isEmpty()) {
            visit.addAll(visitors.next(Instant.now()));
        }
        return visit.remove();
    }

    /** One run. Its state belongs to the event loop. */
    private final class Round {
        private final long begin = System.nanoTime();
        private final long end;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private long sent;
        private long answered;
        private long last;
        private boolean over;

        Round(Duration duration) {
            end = begin + duration.toNanos();
        }

        void tick() {
            long now = System.nanoTime();
            long due = (long) ((now - begin) / NANOS_PER_SECOND * perSecond);
            while (sent < due && sent - answered < CONNECTIONS_MAX) {
                sent++;
                send(event());
            }
            if (now - end < 0) {
                vertx.setTimer(TICK_MILLIS, again -> tick());
            } else {
                over = true;
                endIfAnswered();
            }
        }

        private void endIfAnswered() {
            if (over && answered == sent) {
                ended.complete(null);
            }
        }

        private void send(DemoEvent event) {
            http.request(target)
                    .compose(request -> request.send(Buffer.buffer(event.json())))
                    .compose(answer -> answer.end().map(answer))
                    .onSuccess(answer -> answered(answer, event.id()))
                    .onFailure(ended::completeExceptionally);
        }

        private void answered(HttpClientResponse answer, UUID id) {
            if (answer.statusCode() != 202) {
                ended.completeExceptionally(
                        new IllegalStateException("answered " + answer.statusCode()));
                return;
            }
            last = System.nanoTime();
            firstAt.putIfAbsent(id, last);
            answered++;
            endIfAnswered();
        }

        Accepted result() {
            ended.join();
            Map<UUID, Long> at = new HashMap<>(firstAt);
            at.values().removeIf(nanos -> nanos - begin < 0);
            return new Accepted(answered * NANOS_PER_SECOND / (last - begin), at);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
