package dev.consentledger.reporting;

import dev.consentledger.reporting.ledger.PackClient;
import dev.consentledger.reporting.rebuild.HeldEntries;
import dev.consentledger.reporting.rebuild.Rebuilder;
import dev.consentledger.reporting.rebuild.Rebuilds;
import dev.consentledger.reporting.rebuild.Replacement;
import dev.consentledger.reporting.report.PersonKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what a rebuild takes. */
@Singleton
public class RebuildWiring {

    @Produces
    @Singleton
    Rebuilder rebuilder(
            Rebuilds memory,
            Replacement replacement,
            PackClient client,
            PersonKeys keys,
            Clock clock) {
        return new Rebuilder(memory, replacement, new HeldEntries(client, keys), clock);
    }
}
