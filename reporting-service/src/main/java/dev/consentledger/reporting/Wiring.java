package dev.consentledger.reporting;

import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.CaseBook;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.Documents;
import dev.consentledger.reporting.desk.LedgerProofs;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.desk.LookUps;
import dev.consentledger.reporting.desk.OrderIndex;
import dev.consentledger.reporting.desk.Orders;
import dev.consentledger.reporting.desk.PackDesk;
import dev.consentledger.reporting.desk.PersonIndex;
import dev.consentledger.reporting.desk.ProofDesk;
import dev.consentledger.reporting.ledger.DeskClient;
import dev.consentledger.reporting.ledger.PackClient;
import dev.consentledger.reporting.ledger.ProofClient;
import dev.consentledger.reporting.pack.PackFiles;
import dev.consentledger.reporting.pack.PackIndex;
import dev.consentledger.reporting.pack.PackShelf;
import dev.consentledger.reporting.pack.PackWriter;
import dev.consentledger.reporting.proof.ProofFormats;
import dev.consentledger.reporting.reconcile.Reconciler;
import dev.consentledger.reporting.reconcile.Reconciliations;
import dev.consentledger.reporting.reconcile.Seals;
import dev.consentledger.reporting.regulator.LinkDesk;
import dev.consentledger.reporting.regulator.LinkTime;
import dev.consentledger.reporting.regulator.RegulatorLinks;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.retention.RetentionIndex;
import dev.consentledger.reporting.retention.RetentionOrders;
import dev.consentledger.reporting.retention.RetentionRun;
import dev.consentledger.reporting.retention.RetentionRuns;
import dev.consentledger.reporting.retention.Runs;
import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.site.SiteFiles;
import dev.consentledger.reporting.site.Sites;
import dev.consentledger.reporting.users.SignIn;
import dev.consentledger.reporting.users.UsersFile;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
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
    @Startup
    UsersFile users(@ConfigProperty(name = "consent.users.file") Optional<Path> file) {
        return UsersFile.open(file);
    }

    @Produces
    @Singleton
    LedgerRecords ledgerRecords(
            @ConfigProperty(name = "consent.ledger.url") URI ledger,
            @ConfigProperty(name = "consent.desk-token.file") Optional<Path> tokenFile) {
        return new DeskClient(ledger, DeskTokenFile.read(tokenFile));
    }

    @Produces
    @Singleton
    Acts acts(AccessLog log, Clock clock) {
        return new Acts(log, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    LookUps lookUps(PersonIndex index, FigureQuery figures, LedgerRecords ledger, Acts acts) {
        return new LookUps(index, figures, ledger, acts);
    }

    @Produces
    @Singleton
    LedgerProofs ledgerProofs(@ConfigProperty(name = "consent.ledger.url") URI ledger) {
        return new ProofClient(ledger);
    }

    @Produces
    @Singleton
    ProofDesk proofDesk(
            PersonIndex index,
            LookUps lookUps,
            LedgerRecords ledger,
            LedgerProofs proofs,
            Documents documents,
            Acts acts,
            Clock clock) {
        return new ProofDesk(index, lookUps, ledger, proofs, documents, acts, clock);
    }

    @Produces
    @Singleton
    PackDesk packDesk(PersonIndex index, LookUps lookUps, PackShelf shelf, Acts acts, Clock clock) {
        return new PackDesk(index, lookUps, shelf, acts, clock);
    }

    @Produces
    @Singleton
    PackFiles packFiles(@ConfigProperty(name = "consent.audit-packs.directory") Path directory) {
        return new PackFiles(directory);
    }

    @Produces
    @Singleton
    PackClient packClient(
            @ConfigProperty(name = "consent.ledger.url") URI ledger,
            @ConfigProperty(name = "consent.desk-token.file") Optional<Path> tokenFile) {
        return new PackClient(ledger, DeskTokenFile.read(tokenFile));
    }

    @Produces
    @Singleton
    PackWriter packWriter(
            PackIndex index, PackClient client, PersonKeys keys, Epoch epoch, Clock clock) {
        return new PackWriter(index, client, keys, epoch, clock);
    }

    @Produces
    @Singleton
    ProofFormats proofFormats() {
        return new ProofFormats();
    }

    @Produces
    @Singleton
    CaseBook caseBook(Cases cases, Acts acts, Clock clock) {
        return new CaseBook(cases, acts, clock);
    }

    @Produces
    @Singleton
    Orders orders(
            LookUps lookUps,
            OrderIndex index,
            LedgerRecords ledger,
            PersonKeys keys,
            Acts acts,
            Clock clock) {
        return new Orders(lookUps, index, ledger, keys, acts, clock);
    }

    @Produces
    @Singleton
    Reconciler reconciler(
            Reconciliations memory, Seals seals, PackClient client, Epoch epoch, Clock clock) {
        return new Reconciler(memory, seals, client::entries, clock, epoch.shards());
    }

    @Produces
    @Singleton
    RetentionRuns retentionRuns(
            Sites sites,
            Runs runs,
            RetentionRun run,
            @ConfigProperty(name = "consent.retention.time") Optional<LocalTime> daily,
            Clock clock) {
        return new RetentionRuns(sites, runs, run, new Schedule(daily), clock);
    }

    @Produces
    @Singleton
    RetentionRun retentionRun(
            RetentionIndex index,
            FigureQuery figures,
            LedgerRecords ledger,
            AccessLog log,
            PersonKeys keys,
            Epoch epoch,
            Clock clock) {
        return new RetentionRun(
                index,
                figures,
                ledger,
                new RetentionOrders(log, keys, epoch, clock, new SecureRandom()));
    }

    @Produces
    @Singleton
    @Startup
    LinkTime linkTime(@ConfigProperty(name = "consent.regulator-links.valid-max") Duration max) {
        return new LinkTime(max);
    }

    @Produces
    @Singleton
    LinkDesk linkDesk(
            RegulatorLinks links,
            Cases cases,
            ProofDesk desk,
            PackDesk packs,
            Sites sites,
            Acts acts,
            Clock clock) {
        return new LinkDesk(links, cases, desk, packs, sites, acts, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    SignIn signIn(UsersFile users, Clock clock) {
        return new SignIn(users, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
