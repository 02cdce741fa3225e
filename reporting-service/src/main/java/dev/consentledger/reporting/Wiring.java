package dev.consentledger.reporting;

import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.site.SiteFiles;
import dev.consentledger.reporting.site.Sites;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the domain's objects out of the configuration. */
@Singleton
public class Wiring {

    @Produces
    @Singleton
    Epoch epoch(
            @ConfigProperty(name = "consent.epoch") int number,
            @ConfigProperty(name = "consent.shards") int shards) {
        return new Epoch(number, shards);
    }

    @Produces
    @Singleton
    @Startup
    Sites sites(@ConfigProperty(name = "consent.sites.directory") Path directory) {
        return SiteFiles.read(directory);
    }

    @Produces
    @Singleton
    @Startup
    PersonKeys personKeys(
            @ConfigProperty(name = "consent.receipt-key.file") Optional<Path> receiptKeyFile) {
        return new PersonKeys(ReceiptKeyFile.read(receiptKeyFile));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
