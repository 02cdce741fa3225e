package dev.consentledger.benchmarks.covered;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Asks ledger-service again and again how many entries each shard has, and how many of them its
 * checkpoint covers. What is measured is as fine as {@link #PERIOD}, and never too short: a time is
 * taken when an answer is there.
 */
final class Watch implements AutoCloseable {

    static final Duration PERIOD = Duration.ofMillis(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http = vertx.createHttpClient();
    private final URI ledger;
    private final List<Growth> appended = new ArrayList<>();
    private final List<Growth> covered = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean closing;

    Watch(URI ledger, int epoch, int shards) {
        this.ledger = ledger;
        for (int shard = 0; shard < shards; shard++) {
            Growth growth = new Growth();
            appended.add(new Growth());
            covered.add(growth);
            poll(
                    "/logs/%d/%d/checkpoint".formatted(epoch, shard),
                    note -> growth.seen(size(note), System.nanoTime()));
        }
        poll("/v1/shards", this::shards);
    }

    /** How a shard's entries were seen to be appended. */
    Growth appended(int shard) {
        requireNoFailure();
        return appended.get(shard);
    }

    /** How they were seen to be covered. */
    Growth covered(int shard) {
        requireNoFailure();
        return covered.get(shard);
    }

    private void failed(Throwable cause) {
        if (!closing) {
            failure.set(cause);
        }
    }

    private void requireNoFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException("ledger-service could not be asked", failure.get());
        }
    }

    private void poll(String path, Consumer<Buffer> read) {
        if (closing) {
            return;
        }
        ask(path, read)
                .onFailure(this::failed)
                .onSuccess(done -> vertx.setTimer(PERIOD.toMillis(), again -> poll(path, read)));
    }

    private Future<Void> ask(String path, Consumer<Buffer> read) {
        return http.request(HttpMethod.GET, ledger.getPort(), ledger.getHost(), path)
                .compose(request -> request.send())
                .compose(answer -> answer.body().map(body -> read(answer, body, read)));
    }

    /** Nothing is signed before the first entry. */
    private static Void read(HttpClientResponse answer, Buffer body, Consumer<Buffer> read) {
        if (answer.statusCode() == 200) {
            read.accept(body);
        } else if (answer.statusCode() != 404) {
            throw new IllegalStateException(body.toString());
        }
        return null;
    }

    private void shards(Buffer body) {
        long now = System.nanoTime();
        try {
            for (JsonNode shard : JSON.readTree(body.getBytes()).path("shards")) {
                appended.get(shard.path("shard").asInt())
                        .seen(shard.path("nextIndex").asLong(), now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Buffer note) {
        try {
            return SignedCheckpoint.parse(note.getBytes()).checkpoint().size();
        } catch (MalformedCheckpoint e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
