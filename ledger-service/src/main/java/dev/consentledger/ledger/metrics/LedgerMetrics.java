package dev.consentledger.ledger.metrics;

import dev.consentledger.core.log.Batch;
import dev.consentledger.ledger.append.AppendObserver;
import dev.consentledger.ledger.append.Shards;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What operations watch. Every meter is there from the start, so that a zero can be told from
 * nothing. Counters count what this instance committed.
 */
public final class LedgerMetrics implements AppendObserver {

    private final List<Counter> entries;
    private final Counter duplicates;
    private final Counter conflicting;
    private final Counter unreadable;
    private final Timer append;

    public LedgerMetrics(MeterRegistry registry, Shards shards, int shardCount) {
        entries =
                IntStream.range(0, shardCount).mapToObj(shard -> entries(registry, shard)).toList();
        duplicates = repeats(registry, "duplicate");
        conflicting = repeats(registry, "conflicting");
        unreadable =
                Counter.builder("consent.ledger.unreadable")
                        .description("Entries that stand for a record that could not be read")
                        .register(registry);
        append =
                Timer.builder("consent.ledger.append")
                        .description("One batch, from its records being read to the commit")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofSeconds(30))
                        .register(registry);
        IntStream.range(0, shardCount).forEach(shard -> lag(registry, shards, shard));
        Gauge.builder("consent.ledger.halted.shards", shards, s -> s.halted().size())
                .description("Shards to which nothing is appended until an operator acts")
                .register(registry);
    }

    @Override
    public void committed(int shard, Batch batch, Duration took) {
        append.record(took);
        entries.get(shard).increment(batch.leaves().size());
        unreadable.increment(
                batch.leaves().stream().filter(leaf -> leaf.unreadable().isPresent()).count());
        long conflicts = batch.repeats().stream().filter(Batch.Repeat::conflicting).count();
        conflicting.increment(conflicts);
        duplicates.increment(batch.repeats().size() - conflicts);
    }

    private static Counter entries(MeterRegistry registry, int shard) {
        return Counter.builder("consent.ledger.entries")
                .description("Entries appended")
                .tag("shard", String.valueOf(shard))
                .register(registry);
    }

    private static Counter repeats(MeterRegistry registry, String outcome) {
        return Counter.builder("consent.ledger.repeats")
                .description("Records with an id that the ledger has: equal or not")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static void lag(MeterRegistry registry, Shards shards, int shard) {
        Gauge.builder("consent.ledger.lag.records", shards, s -> s.lag(shard))
                .description("Records on the topic that the ledger has not judged yet")
                .tag("shard", String.valueOf(shard))
                .register(registry);
    }
}
