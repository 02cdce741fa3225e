package dev.consentledger.benchmarks.accept;

import dev.consentledger.benchmarks.report.Sample;
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
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;

/**
 * Visitors that send their next event as soon as the last one is answered, so many at once. All of
 * them run on one event loop, which costs the services little of the machine.
 */
final class Load implements AutoCloseable {

    /** More at once would wait for a connection. */
    static final int CONCURRENCY_MAX = 256;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Visitors visitors =
            new Visitors(DemoSite.ALL, RandomGeneratorFactory.of("L64X128MixRandom").create(2));
    private final Deque<DemoEvent> visit = new ArrayDeque<>();

    /**
     * What came of it.
     *
     * @param perSecond events that were answered 202
     * @param millis from the request to the answer, each
     */
    record Accepted(double perSecond, Sample millis) {}

    /** Sends to one service for so long; fails at the first answer that is not 202. */
    Accepted run(URI api, int concurrency, Duration duration) {
        Round round = new Round(api, concurrency, duration);
        vertx.runOnContext(
                go -> {
                    for (int number = 0; number < concurrency; number++) {
                        round.next();
                    }
                });
        return round.result();
    }

    private Buffer body() {
        if (visit.isEmpty()) {
            visit.addAll(visitors.next(Instant.now()));
        }
        return Buffer.buffer(visit.remove().json());
    }

    /** One run. Its state belongs to the event loop. */
    private final class Round {
        private final RequestOptions target;
        // Its own, since a connection of an earlier run may be about to end.
        private final HttpClient http =
                vertx.createHttpClient(
                        new HttpClientOptions(),
                        new PoolOptions().setHttp1MaxSize(CONCURRENCY_MAX));
        private final int concurrency;
        private final long begin = System.nanoTime();
        private final long end;
        private final DoubleStream.Builder millis = DoubleStream.builder();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private int finished;
        private long last;

        Round(URI api, int concurrency, Duration duration) {
            this.concurrency = concurrency;
            target =
                    new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setHost(api.getHost())
                            .setPort(api.getPort())
                            .setURI("/v1/consents")
                            .putHeader("Content-Type", "application/json");
            end = begin + duration.toNanos();
        }

        void next() {
            long sent = System.nanoTime();
            http.request(target)
                    .compose(request -> request.send(body()))
                    .compose(answer -> answer.end().map(answer))
                    .onSuccess(answer -> answered(answer, sent))
                    .onFailure(ended::completeExceptionally);
        }

        private void answered(HttpClientResponse answer, long sent) {
            if (answer.statusCode() != 202) {
                ended.completeExceptionally(
                        new IllegalStateException("answered " + answer.statusCode()));
                return;
            }
            last = System.nanoTime();
            millis.add((last - sent) / NANOS_PER_MILLI);
            if (last < end) {
                next();
            } else {
                finished++;
                if (finished == concurrency) {
                    ended.complete(null);
                }
            }
        }

        Accepted result() {
            ended.join();
            http.close();
            Sample all = Sample.of(millis.build().toArray());
            return new Accepted(all.size() * 1e9 / (last - begin), all);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
