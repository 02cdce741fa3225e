package dev.consentledger.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.ledger.append.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Shards shards = new Shards();

    LedgerMetricsTest() {
        new LedgerMetrics(registry, shards, 2);
    }

    @Test
    void lagIsThatOfTheShardsThatAreConsumedHere() {
        shards.own(0);
        shards.judgedTo(0, 7);
        shards.endsAt(0, 10);
        shards.endsAt(1, 10);

        assertThat(lag(0)).isEqualTo(3);
        assertThat(lag(1)).isZero();

        shards.disown(0);
        assertThat(lag(0)).isZero();
    }

    @Test
    void haltedShardsAreCounted() {
        assertThat(registry.get("consent.ledger.halted.shards").gauge().value()).isZero();

        shards.halt(1, "a reason");
        shards.halt(1, "another reason");

        assertThat(registry.get("consent.ledger.halted.shards").gauge().value()).isEqualTo(1);
        assertThat(shards.halted()).containsEntry(1, "a reason");
    }

    private double lag(int shard) {
        return registry.get("consent.ledger.lag.records")
                .tag("shard", String.valueOf(shard))
                .gauge()
                .value();
    }
}
