package dev.consentledger.ledger.witness;

import java.time.Duration;
import java.util.List;

/**
 * Who is asked to cosign.
 *
 * @param witnesses in the order of their lines; none where nobody is
 * @param period how often each is asked; more than nothing
 */
public record WitnessSettings(List<KnownWitness> witnesses, Duration period) {

    public WitnessSettings {
        witnesses = List.copyOf(witnesses);
    }
}
