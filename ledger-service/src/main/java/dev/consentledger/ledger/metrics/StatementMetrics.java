package dev.consentledger.ledger.metrics;

import dev.consentledger.ledger.statement.StatementObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of operators' statements, as this instance has seen it since its start. */
public final class StatementMetrics implements StatementObserver {

    private final Counter applied;
    private final Counter ignored;

    public StatementMetrics(MeterRegistry registry) {
        applied = statements(registry, "applied");
        ignored = statements(registry, "ignored");
    }

    @Override
    public void applied() {
        applied.increment();
    }

    @Override
    public void ignored() {
        ignored.increment();
    }

    private static Counter statements(MeterRegistry registry, String outcome) {
        return Counter.builder("consent.ledger.statements")
                .description("Operators' statements that led to an entry, or do not count")
                .tag("outcome", outcome)
                .register(registry);
    }
}
