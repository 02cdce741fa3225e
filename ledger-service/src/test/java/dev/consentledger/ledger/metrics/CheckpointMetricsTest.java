package dev.consentledger.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.ledger.checkpoint.SigningStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CheckpointMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SigningStatus status = new SigningStatus();

    CheckpointMetricsTest() {
        CheckpointMetrics.register(registry, status, 2);
    }

    @Test
    void haltedShardsAreCounted() {
        assertThat(value("consent.checkpoint.halted.shards")).isZero();

        status.halt(1, "a reason");
        status.halt(1, "another reason");

        assertThat(value("consent.checkpoint.halted.shards")).isEqualTo(1);
        assertThat(status.halted()).containsEntry(1, "a reason");
    }

    @Test
    void everyShardHasItsFiguresFromTheStart() {
        status.published(1, 42);

        for (String name : new String[] {"signed.size", "published.size", "unsigned.seconds"}) {
            assertThat(ofShard(name, 0)).isZero();
        }
        assertThat(ofShard("published.size", 1)).isEqualTo(42);
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }

    private double ofShard(String name, int shard) {
        return registry.get("consent.checkpoint." + name)
                .tag("shard", String.valueOf(shard))
                .gauge()
                .value();
    }
}
