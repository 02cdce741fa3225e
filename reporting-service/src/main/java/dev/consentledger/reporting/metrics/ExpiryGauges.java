package dev.consentledger.reporting.metrics;

import dev.consentledger.reporting.expiry.Pass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the last run of each site came to, whichever instance did it. */
@ApplicationScoped
public class ExpiryGauges {

    private static final double MILLIS = 1_000;

    private final MultiGauge finished;
    private final MultiGauge expiries;
    private final MultiGauge restricted;

    ExpiryGauges(MeterRegistry registry) {
        finished =
                MultiGauge.builder("consent_expiry_finished_seconds")
                        .description("When the last run of expiries was finished, Unix time")
                        .register(registry);
        expiries =
                MultiGauge.builder("consent_expiries")
                        .description("Expiries that the last run recorded")
                        .register(registry);
        restricted =
                MultiGauge.builder("consent_expiries_restricted")
                        .description("Persons whose expiries wait, as they restricted the use")
                        .register(registry);
    }

    /** Takes what is known now. */
    public void show(List<Pass> passes) {
        List<Pass> done = passes.stream().filter(pass -> pass.finishedAt().isPresent()).toList();
        show(finished, done, pass -> pass.finishedAt().orElseThrow().toEpochMilli() / MILLIS);
        show(expiries, done, pass -> pass.tally().expiries());
        show(restricted, done, pass -> pass.tally().restricted());
    }

    private static void show(MultiGauge gauge, List<Pass> passes, ToDoubleFunction<Pass> value) {
        gauge.register(
                passes.stream()
                        .map(
                                pass ->
                                        MultiGauge.Row.of(
                                                Tags.of("site", pass.site()),
                                                value.applyAsDouble(pass)))
                        .toList(),
                true);
    }
}
