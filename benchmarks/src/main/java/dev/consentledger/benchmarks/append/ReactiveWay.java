package dev.consentledger.benchmarks.append;

import dev.consentledger.core.log.Sequencer;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.store.LedgerStore;
import dev.consentledger.standalone.Stand;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Over the driver of ledger-service, with its settings, and like its consumers: two threads, each
 * with half of the shards, of which it appends one batch of each at once and waits for all.
 */
final class ReactiveWay implements Way {

    private static final int THREADS = 2;
    private static final Duration APPEND_MAX = Duration.ofSeconds(60);
    private static final String SESSION = "quarkus.datasource.reactive.additional-properties.";

    private final Vertx vertx;
    private final Pool pool;
    private final Function<PreparedBatch, Uni<?>> append;

    private ReactiveWay(Stand stand, Function<Pool, Function<PreparedBatch, Uni<?>>> append) {
        this.vertx = Vertx.vertx();
        this.pool = pool(vertx, stand);
        this.append = append.apply(pool);
    }

    /** The ledger's transaction, from records that were read before. */
    static Way ledgerAppends(Stand stand, String topicId) {
        Sequencer sequencer = new Sequencer(PreparedBatch.LEDGER_KEY);
        return new ReactiveWay(
                stand,
                pool -> {
                    LedgerStore store = opened(pool, topicId);
                    return batch ->
                            store.append(
                                    batch.records().shard(),
                                    batch.records().fromOffset(),
                                    batch.readings(),
                                    (head, stored) ->
                                            sequencer.sequence(head, batch.readings(), stored));
                });
    }

    /** All that the ledger does with records, from their bytes on. */
    static Way ledgerReadsAndAppends(Stand stand, String topicId) {
        return new ReactiveWay(
                stand,
                pool -> {
                    Appender appender =
                            new Appender(
                                    opened(pool, topicId),
                                    new Sequencer(PreparedBatch.LEDGER_KEY),
                                    AppendBenchmark.SHARDS);
                    return batch -> appender.append(batch.records());
                });
    }

    /** The same rows, and nothing else. */
    static Way bare(Stand stand) {
        return new ReactiveWay(
                stand,
                pool -> batch -> pool.withTransaction(connection -> insert(connection, batch)));
    }

    private static LedgerStore opened(Pool pool, String topicId) {
        LedgerStore store = new LedgerStore(pool, PreparedBatch.EPOCH);
        for (int shard = 0; shard < AppendBenchmark.SHARDS; shard++) {
            store.open(shard, topicId).await().atMost(APPEND_MAX);
        }
        return store;
    }

    private static Uni<Void> insert(SqlConnection connection, PreparedBatch batch) {
        List<Uni<?>> inserts = new ArrayList<>();
        for (BareInsert insert : batch.rows()) {
            inserts.add(connection.preparedQuery(insert.sql()).execute(parameters(insert)));
        }
        return Uni.combine().all().unis(inserts).discardItems();
    }

    private static Tuple parameters(BareInsert insert) {
        List<Object> parameters = new ArrayList<>(List.of(insert.epoch(), insert.shard()));
        for (Object[] column : insert.columns()) {
            parameters.add(column instanceof byte[][] bytes ? buffers(bytes) : column);
        }
        return Tuple.from(parameters);
    }

    private static Buffer[] buffers(byte[][] column) {
        Buffer[] buffers = new Buffer[column.length];
        for (int i = 0; i < column.length; i++) {
            buffers[i] = column[i] == null ? null : Buffer.buffer(column[i]);
        }
        return buffers;
    }

    @Override
    public void append(List<List<PreparedBatch>> shards) {
        List<CompletableFuture<Void>> consumers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<List<PreparedBatch>> own = new ArrayList<>();
            for (int shard = thread; shard < shards.size(); shard += THREADS) {
                own.add(shards.get(shard));
            }
            consumers.add(CompletableFuture.runAsync(() -> consume(own), Threads::start));
        }
        consumers.forEach(CompletableFuture::join);
    }

    private void consume(List<List<PreparedBatch>> shards) {
        int longest = shards.stream().mapToInt(List::size).max().orElse(0);
        for (int at = 0; at < longest; at++) {
            List<Uni<?>> appends = new ArrayList<>();
            for (List<PreparedBatch> batches : shards) {
                if (at < batches.size()) {
                    appends.add(append.apply(batches.get(at)));
                }
            }
            Uni.combine().all().unis(appends).discardItems().await().atMost(APPEND_MAX);
        }
    }

    private static Pool pool(Vertx vertx, Stand stand) {
        Properties settings = settings();
        PgConnectOptions connection =
                new PgConnectOptions()
                        .setHost(stand.databaseHost())
                        .setPort(stand.databasePort())
                        .setDatabase(stand.ledger().name())
                        .setUser(stand.ledger().user())
                        .setPassword(stand.ledger().password())
                        .setCachePreparedStatements(true);
        for (String name : settings.stringPropertyNames()) {
            if (name.startsWith(SESSION)) {
                connection.addProperty(
                        name.substring(SESSION.length()), settings.getProperty(name));
            }
        }
        String size = settings.getProperty("quarkus.datasource.reactive.max-size");
        return Pool.newInstance(
                PgBuilder.pool()
                        .with(new PoolOptions().setMaxSize(Integer.parseInt(size)))
                        .connectingTo(connection)
                        .using(vertx)
                        .build());
    }

    /** Those of ledger-service. */
    private static Properties settings() {
        try (InputStream file = LedgerStore.class.getResourceAsStream("/application.properties")) {
            Properties settings = new Properties();
            settings.load(file);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close().await().atMost(APPEND_MAX);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
