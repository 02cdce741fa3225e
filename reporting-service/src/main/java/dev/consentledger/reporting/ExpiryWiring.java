package dev.consentledger.reporting;

import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.expiry.Expiries;
import dev.consentledger.reporting.expiry.ExpiryRun;
import dev.consentledger.reporting.expiry.ExpiryRuns;
import dev.consentledger.reporting.expiry.Passes;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.retention.RetentionIndex;
import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.site.Sites;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what records expiries out of the configuration. */
@Singleton
public class ExpiryWiring {

    @Produces
    @Singleton
    ExpiryRuns expiryRuns(
            Sites sites,
            Passes passes,
            ExpiryRun run,
            @ConfigProperty(name = "consent.expiry.time") Optional<LocalTime> daily,
            Clock clock) {
        return new ExpiryRuns(sites, passes, run, new Schedule(daily), clock);
    }

    @Produces
    @Singleton
    ExpiryRun expiryRun(
            ChoiceIndex index,
            RetentionIndex entries,
            FigureQuery figures,
            LedgerRecords ledger,
            Expiries expiries) {
        return new ExpiryRun(index, entries, figures, ledger, expiries);
    }

    @Produces
    @Singleton
    Expiries expiries(AccessLog log, PersonKeys keys, Epoch epoch, Clock clock) {
        return new Expiries(log, keys, epoch, clock, new SecureRandom());
    }
}
