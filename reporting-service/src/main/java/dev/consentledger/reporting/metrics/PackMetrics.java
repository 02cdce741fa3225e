package dev.consentledger.reporting.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts audit packs and what is in them. Thread-safe. */
@Singleton
public class PackMetrics {

    private static final String PACKS = "consent_reporting_packs";

    private final Counter made;
    private final Counter failed;
    private final Counter entries;

    PackMetrics(MeterRegistry registry) {
        made = packs(registry, "done");
        failed = packs(registry, "failed");
        entries =
                Counter.builder("consent_reporting_pack_entries")
                        .description("Entries in the audit packs that were made")
                        .register(registry);
    }

    private static Counter packs(MeterRegistry registry, String outcome) {
        return Counter.builder(PACKS)
                .description("Attempts to make an audit pack that ended so")
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * A pack was written to its end.
     *
     * @param held whether it was still wanted
     */
    public void made(boolean held, long withEntries) {
        if (held) {
            made.increment();
            entries.increment(withEntries);
        }
    }

    public void failed() {
        failed.increment();
    }
}
