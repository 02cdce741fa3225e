package dev.consentledger.reporting.metrics;

import dev.consentledger.reporting.users.SignIn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts how built-in users signed in. Thread-safe. */
@Singleton
public class SignInMetrics {

    private final Counter known;
    private final Counter wrong;
    private final Counter waiting;

    SignInMetrics(MeterRegistry registry) {
        known = counter(registry, "known");
        wrong = counter(registry, "wrong");
        waiting = counter(registry, "waiting");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("consent_sign_ins")
                .description("Attempts to sign in with a name and a password")
                .tag("outcome", outcome)
                .register(registry);
    }

    public void count(SignIn.Outcome outcome) {
        if (outcome instanceof SignIn.Known) {
            known.increment();
        } else if (outcome instanceof SignIn.Wait) {
            waiting.increment();
        } else {
            wrong.increment();
        }
    }
}
