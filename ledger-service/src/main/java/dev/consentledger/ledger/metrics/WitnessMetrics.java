package dev.consentledger.ledger.metrics;

import dev.consentledger.ledger.witness.FailureKind;
import dev.consentledger.ledger.witness.HandedOutCosignatures;
import dev.consentledger.ledger.witness.WitnessStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** How far a witness has cosigned. What another instance has it cosign is 0 here. */
public final class WitnessMetrics {

    private static final String WITNESS = "witness";

    private WitnessMetrics() {}

    /** Registers the meters of a witness, under its short name. */
    public static void register(MeterRegistry registry, WitnessStatus status, int shards) {
        String name = status.witness().name();
        for (int number = 0; number < shards; number++) {
            int shard = number;
            Gauge.builder("consent.witness.cosigned.size", status, s -> s.cosignedSize(shard))
                    .description(
                            "Entries under the newest checkpoint that the witness has cosigned")
                    .tag(WITNESS, name)
                    .tag("shard", String.valueOf(shard))
                    .register(registry);
        }
        Gauge.builder(
                        "consent.witness.success.age.seconds",
                        status,
                        WitnessStatus::secondsSinceSuccess)
                .description("Since when the witness has not cosigned all that it was asked for")
                .tag(WITNESS, name)
                .register(registry);
        for (FailureKind kind : FailureKind.values()) {
            FunctionCounter.builder("consent.witness.failures", status, s -> s.failures(kind))
                    .description("Questions to the witness that did not end with its cosignature")
                    .tag(WITNESS, name)
                    .tag("kind", kind.label())
                    .register(registry);
        }
    }

    /** Registers how many lines were not handed out, of witnesses with these short names. */
    public static void register(
            MeterRegistry registry, HandedOutCosignatures handedOut, Collection<String> names) {
        for (String name : names) {
            FunctionCounter.builder("consent.witness.false.lines", handedOut, h -> h.refused(name))
                    .description(
                            "Cosignatures in the database that are not the witness's and were left out")
                    .tag(WITNESS, name)
                    .register(registry);
        }
    }
}
