package dev.consentledger.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.ledger.audit.SelfAuditStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SelfAuditMetricsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final SelfAuditStatus status = new SelfAuditStatus(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    SelfAuditMetricsTest() {
        SelfAuditMetrics.register(registry, status, 2);
    }

    @Test
    void everyShardHasItsFiguresFromTheStart() {
        for (String name : new String[] {"running.entries", "passed.entries", "age.seconds"}) {
            assertThat(ofShard(name, 0)).isZero();
            assertThat(ofShard(name, 1)).isZero();
        }
        assertThat(registry.get("consent.selfaudit.entries").functionCounter().count()).isZero();
    }

    @Test
    void figuresAreThoseOfTheVerification() {
        status.begin(1, 500);
        status.at(1, 500);
        status.pass(1);
        status.begin(1, 900);
        status.at(1, 256);
        now = NOON.plus(Duration.ofMinutes(1));

        assertThat(ofShard("passed.entries", 1)).isEqualTo(500);
        assertThat(ofShard("running.entries", 1)).isEqualTo(256);
        assertThat(ofShard("age.seconds", 1)).isEqualTo(60);
        assertThat(registry.get("consent.selfaudit.entries").functionCounter().count())
                .isEqualTo(756);
    }

    @Test
    void mismatchedShardsAreCounted() {
        assertThat(mismatchedShards()).isZero();

        status.mismatch(1, "this");
        status.mismatch(1, "that");

        assertThat(mismatchedShards()).isEqualTo(1);
    }

    private double mismatchedShards() {
        return registry.get("consent.selfaudit.mismatched.shards").gauge().value();
    }

    private double ofShard(String name, int shard) {
        return registry.get("consent.selfaudit." + name)
                .tag("shard", String.valueOf(shard))
                .gauge()
                .value();
    }
}
