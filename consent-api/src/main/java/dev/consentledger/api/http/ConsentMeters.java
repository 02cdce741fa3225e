package dev.consentledger.api.http;

import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.core.entry.ConsentEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what was accepted and what was turned away. Labels are sites, actions and problems. */
@ApplicationScoped
public class ConsentMeters {

    private final Meter.MeterProvider<Counter> accepted;
    private final Meter.MeterProvider<Counter> rejected;

    public ConsentMeters(MeterRegistry registry) {
        accepted =
                Counter.builder("consent.events.accepted")
                        .description("Events that the broker has acknowledged")
                        .withRegistry(registry);
        rejected =
                Counter.builder("consent.events.rejected")
                        .description("Events that were turned away, by problem")
                        .withRegistry(registry);
    }

    void accepted(ConsentEntry entry) {
        accepted.withTags("site", entry.site(), "action", entry.action().term()).increment();
    }

    void rejected(ProblemType problem) {
        rejected.withTags("problem", problem.slug()).increment();
    }
}
