package dev.consentledger.reporting.metrics;

import dev.consentledger.reporting.retention.Run;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the last run of each site came to, whichever instance did it. */
@ApplicationScoped
public class RetentionGauges {

    private static final double MILLIS = 1_000;

    private final MultiGauge finished;
    private final MultiGauge orders;
    private final MultiGauge held;

    RetentionGauges(MeterRegistry registry) {
        finished =
                MultiGauge.builder("consent_retention_finished_seconds")
                        .description("When the last run of retention was finished, Unix time")
                        .register(registry);
        orders =
                MultiGauge.builder("consent_retention_orders")
                        .description("Orders that the last run of retention gave")
                        .register(registry);
        held =
                MultiGauge.builder("consent_retention_held")
                        .description("Persons of whom something is due, and a hold is open")
                        .register(registry);
    }

    /** Takes what is known now. */
    public void show(List<Run> runs) {
        List<Run> done = runs.stream().filter(run -> run.finishedAt().isPresent()).toList();
        show(finished, done, run -> run.finishedAt().orElseThrow().toEpochMilli() / MILLIS);
        show(orders, done, run -> run.tally().orders());
        show(held, done, run -> run.tally().held());
    }

    private static void show(MultiGauge gauge, List<Run> runs, ToDoubleFunction<Run> value) {
        gauge.register(
                runs.stream()
                        .map(
                                run ->
                                        MultiGauge.Row.of(
                                                Tags.of("site", run.site()),
                                                value.applyAsDouble(run)))
                        .toList(),
                true);
    }
}
