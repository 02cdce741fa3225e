package dev.consentledger.benchmarks.log;

import dev.consentledger.benchmarks.report.Sample;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** Clients that ask their next question as soon as the last one is answered. */
final class Clients implements AutoCloseable {

    private static final int CLIENTS_MAX = 16;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http =
            vertx.createHttpClient(
                    new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CLIENTS_MAX));
    private final URI server;

    Clients(URI server) {
        this.server = server;
    }

    /**
     * Asks for so long; milliseconds from each question to its whole answer. Fails at the first
     * that is not 200.
     *
     * @param paths is asked for each next one, on one thread
     */
    Sample run(int clients, Duration duration, Supplier<String> paths) {
        Round round = new Round(clients, duration, paths);
        vertx.runOnContext(
                go -> {
                    for (int number = 0; number < clients; number++) {
                        round.next();
                    }
                });
        return round.result();
    }

    /** One run. Its state belongs to the event loop. */
    private final class Round {
        private final int clients;
        private final long end;
        private final Supplier<String> paths;
        private final DoubleStream.Builder millis = DoubleStream.builder();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private int finished;

        Round(int clients, Duration duration, Supplier<String> paths) {
            this.clients = clients;
            this.end = System.nanoTime() + duration.toNanos();
            this.paths = paths;
        }

        void next() {
            String path = paths.get();
            long sent = System.nanoTime();
            http.request(HttpMethod.GET, server.getPort(), server.getHost(), path)
                    .compose(request -> request.send())
                    .compose(answer -> answer.end().map(answer))
                    .onSuccess(answer -> answered(answer, path, sent))
                    .onFailure(ended::completeExceptionally);
        }

        private void answered(HttpClientResponse answer, String path, long sent) {
            if (answer.statusCode() != 200) {
                ended.completeExceptionally(
                        new IllegalStateException(path + " was answered " + answer.statusCode()));
                return;
            }
            long now = System.nanoTime();
            millis.add((now - sent) / NANOS_PER_MILLI);
            if (now - end < 0) {
                next();
            } else if (++finished == clients) {
                ended.complete(null);
            }
        }

        Sample result() {
            ended.join();
            return Sample.of(millis.build().toArray());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
