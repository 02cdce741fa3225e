package dev.consentledger.ledger.metrics;

import dev.consentledger.ledger.checkpoint.SigningStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/** How far the ledger is signed. What another instance signs is 0 here. */
public final class CheckpointMetrics {

    private final MeterRegistry registry;
    private final SigningStatus status;

    private CheckpointMetrics(MeterRegistry registry, SigningStatus status) {
        this.registry = registry;
        this.status = status;
    }

    /** Registers the gauges of all shards. */
    public static void register(MeterRegistry registry, SigningStatus status, int shards) {
        CheckpointMetrics metrics = new CheckpointMetrics(registry, status);
        for (int shard = 0; shard < shards; shard++) {
            metrics.ofShard(shard);
        }
        Gauge.builder("consent.checkpoint.halted.shards", status, s -> s.halted().size())
                .description("Shards of which nothing is signed until an operator acts")
                .register(registry);
        Gauge.builder("consent.checkpoint.recovering.shards", status, s -> s.recovering().size())
                .description("Shards that are behind what was signed of them")
                .register(registry);
    }

    /** Counts rows of old checkpoints that are there no more. */
    public static LongConsumer thinned(MeterRegistry registry) {
        Counter rows =
                Counter.builder("consent.checkpoint.thinned")
                        .description("Checkpoints older than a week that were thinned away")
                        .register(registry);
        return rows::increment;
    }

    private void ofShard(int shard) {
        gauge("consent.checkpoint.signed.size", shard, s -> s.signedSize(shard))
                .description("Entries under the newest signed checkpoint")
                .register(registry);
        gauge("consent.checkpoint.published.size", shard, s -> s.publishedSize(shard))
                .description("Entries under the newest published checkpoint")
                .register(registry);
        gauge("consent.checkpoint.unsigned.seconds", shard, s -> s.waitedSeconds(shard))
                .description("How long entries have waited for a signature")
                .register(registry);
    }

    private Gauge.Builder<SigningStatus> gauge(
            String name, int shard, ToDoubleFunction<SigningStatus> value) {
        return Gauge.builder(name, status, value).tag("shard", String.valueOf(shard));
    }
}
