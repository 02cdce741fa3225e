package dev.consentledger.reporting.metrics;

import dev.consentledger.reporting.reconcile.Reconciliation;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/** What the last reconciliation came to, whichever instance did it; nothing before the first. */
@ApplicationScoped
public class ReconciliationGauges {

    private static final double MILLIS = 1_000;

    private final AtomicReference<Reconciliation> known =
            new AtomicReference<>(Reconciliation.NEVER);

    ReconciliationGauges(MeterRegistry registry) {
        registry.gauge("consent_reconciliation_finished_seconds", known, of -> finished(of.get()));
        registry.gauge(
                "consent_reconciliation_differences",
                known,
                of ->
                        of.get().job().finishedAt().isPresent()
                                ? of.get().differences()
                                : Double.NaN);
        registry.gauge("consent_reconciliation_entries_done", known, of -> of.get().job().done());
        registry.gauge("consent_reconciliation_entries", known, of -> of.get().job().total());
    }

    private static double finished(Reconciliation last) {
        return last.job().finishedAt().map(time -> time.toEpochMilli() / MILLIS).orElse(Double.NaN);
    }

    /** Takes what is known now. */
    public void show(Reconciliation now) {
        known.set(now);
    }
}
