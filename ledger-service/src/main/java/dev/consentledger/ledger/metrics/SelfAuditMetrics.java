package dev.consentledger.ledger.metrics;

import dev.consentledger.ledger.audit.SelfAuditStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What the ledger has verified of itself. What another instance verifies is 0 here. */
public final class SelfAuditMetrics {

    private SelfAuditMetrics() {}

    /** Registers the meters of all shards. */
    public static void register(MeterRegistry registry, SelfAuditStatus status, int shards) {
        Gauge.builder("consent.selfaudit.mismatched.shards", status, s -> s.mismatches().size())
                .description("Shards in which something stored is not what was appended or signed")
                .register(registry);
        FunctionCounter.builder("consent.selfaudit.entries", status, SelfAuditStatus::entriesTotal)
                .description("Entries verified, again in each round")
                .register(registry);
        for (int number = 0; number < shards; number++) {
            int shard = number;
            gauge(status, shard, "running.entries", s -> s.runningEntries(shard))
                    .description("Entries that the running verification has been through")
                    .register(registry);
            gauge(status, shard, "passed.entries", s -> s.passedEntries(shard))
                    .description("Entries of the last whole verification that found nothing wrong")
                    .register(registry);
            gauge(status, shard, "age.seconds", s -> s.ageSeconds(shard))
                    .description("Since that verification, or since this instance began to verify")
                    .register(registry);
        }
    }

    private static Gauge.Builder<SelfAuditStatus> gauge(
            SelfAuditStatus status,
            int shard,
            String name,
            ToDoubleFunction<SelfAuditStatus> value) {
        return Gauge.builder("consent.selfaudit." + name, status, value)
                .tag("shard", String.valueOf(shard));
    }
}
