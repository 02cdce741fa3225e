package dev.consentledger.ledger.witness;

import dev.consentledger.core.note.VerifierKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is asked to cosign, and whose cosignatures are handed out.
 *
 * @param witnesses that are asked, in the order of their lines; none where nobody is
 * @param former those that are asked no more, and whose cosignatures stay good, by their short
 *     names
 * @param period how often each is asked; more than nothing
 */
public record WitnessSettings(
        List<KnownWitness> witnesses, Map<String, VerifierKey> former, Duration period) {

    public WitnessSettings {
        witnesses = List.copyOf(witnesses);
        former = new LinkedHashMap<>(former);
    }

    /** The keys of them all, by their short names: first those that are asked. */
    public Map<String, VerifierKey> keys() {
        Map<String, VerifierKey> keys = new LinkedHashMap<>();
        witnesses.forEach(witness -> keys.put(witness.name(), witness.key()));
        keys.putAll(former);
        return keys;
    }
}
