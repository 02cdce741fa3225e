package dev.consentledger.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.ledger.witness.FailureKind;
import dev.consentledger.ledger.witness.KnownWitness;
import dev.consentledger.ledger.witness.WitnessStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WitnessMetricsTest {

    @Test
    void everyWitnessHasItsFiguresFromTheStartUnderItsShortName() {
        MeterRegistry registry = new SimpleMeterRegistry();
        AtomicLong nanos = new AtomicLong(5);
        KnownWitness witness =
                new KnownWitness(
                        "auditor",
                        new Cosigner("w", Ed25519PrivateKey.generate(new SecureRandom()))
                                .verifierKey(),
                        URI.create("https://witness.example"));
        WitnessMetrics.register(registry, new WitnessStatus(witness, nanos::get), 2);
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());

        assertThat(
                        registry.get("consent.witness.success.age.seconds")
                                .tag("witness", "auditor")
                                .gauge()
                                .value())
                .isEqualTo(90);
        assertThat(registry.get("consent.witness.cosigned.size").tag("shard", "1").gauge().value())
                .isZero();
        assertThat(registry.get("consent.witness.failures").functionCounters())
                .hasSize(FailureKind.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }
}
