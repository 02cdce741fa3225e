package dev.consentledger.reporting;

import dev.consentledger.reporting.ledger.PackClient;
import dev.consentledger.reporting.rebuild.HeldEntries;
import dev.consentledger.reporting.rebuild.Rebuilder;
import dev.consentledger.reporting.rebuild.Rebuilds;
import dev.consentledger.reporting.rebuild.Replacement;
import dev.consentledger.reporting.report.PersonKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what a rebuild takes. */
@Singleton
public class RebuildWiring {

    @Produces
    @Singleton
    Rebuilder rebuilder(
            Rebuilds memory,
            Replacement replacement,
            PersonKeys keys,
            Clock clock,
            @ConfigProperty(name = "consent.ledger.url") URI ledger,
            @ConfigProperty(name = "consent.desk-token.file") Optional<Path> tokenFile) {
        PackClient client = new PackClient(ledger, DeskTokenFile.read(tokenFile));
        return new Rebuilder(memory, replacement, new HeldEntries(client, keys), clock);
    }
}
