package dev.consentledger.api;

import dev.consentledger.api.http.PublishAccess;
import dev.consentledger.api.intake.ConsentIntake;
import dev.consentledger.api.intake.Delivery;
import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.kafka.PolicyFollower;
import dev.consentledger.api.kafka.RecordPublisher;
import dev.consentledger.api.kafka.RecordsTopic;
import dev.consentledger.api.kafka.TopicWatch;
import dev.consentledger.api.policy.CurrentCatalogs;
import dev.consentledger.api.policy.InvalidPolicyFiles;
import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.PolicyFiles;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.policy.SitePolicies;
import dev.consentledger.api.publish.Publishing;
import dev.consentledger.core.entry.KeyedHash;
import dev.consentledger.core.entry.ReceiptCodes;
import dev.consentledger.core.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts the service together: reads and checks the policies, makes the publisher, and stops with
 * every mistake named when something is not right.
 */
@ApplicationScoped
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final Clock clock = Clock.systemUTC();
    private final CurrentCatalogs catalogs;
    private final PublishAccess publishAccess;
    private final PolicyFollower follower;
    private final ReceiptCodes receiptCodes;
    private final RecordPublisher publisher;
    private final TopicWatch watch;

    Wiring(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "consent.epoch") int epoch,
            @ConfigProperty(name = "consent.shards") int shards,
            @ConfigProperty(name = "consent.policies.directory") String policiesDirectory,
            @ConfigProperty(name = "consent.sites.directory") String sitesDirectory,
            @ConfigProperty(name = "consent.receipt-key.file") Optional<String> receiptKeyFile,
            @ConfigProperty(name = "consent.publish-token.file") Optional<String> publishTokenFile,
            MeterRegistry registry) {
        this.receiptCodes = new ReceiptCodes(new KeyedHash(ReceiptKeyFile.read(receiptKeyFile)));
        List<SitePolicies> sites =
                policies(Path.of(policiesDirectory), Path.of(sitesDirectory), clock);
        this.catalogs = new CurrentCatalogs(PolicyCatalogs.of(sites));
        this.publishAccess = new PublishAccess(PublishTokenFile.read(publishTokenFile));
        RecordsTopic topic = topic(epoch, shards);
        this.publisher = new RecordPublisher(bootstrapServers, topic, registry);
        this.follower =
                new PolicyFollower(
                        bootstrapServers,
                        new AnnouncedPolicies(catalogs, () -> Quarkus.asyncExit(1)));
        this.watch =
                new TopicWatch(
                        bootstrapServers, topic, publisher, PolicyPublications.of(sites), follower);
    }

    void start(@Observes StartupEvent event) {
        catalogs.get().sites().forEach(this::warnOfUndeclaredIdentifier);
        follower.start();
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
        watch.close();
        publisher.close();
    }

    @Produces
    @Singleton
    CurrentCatalogs catalogs() {
        return catalogs;
    }

    @Produces
    @Singleton
    Clock clock() {
        return clock;
    }

    @Produces
    @Singleton
    ConsentIntake intake() {
        return new ConsentIntake(catalogs, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    ReceiptCodes receiptCodes() {
        return receiptCodes;
    }

    @Produces
    @Singleton
    Function<Accepted, Uni<Delivery>> publish() {
        return publisher::publish;
    }

    @Produces
    @Singleton
    Function<Publication, Uni<Delivery>> publishDocument() {
        return publisher::publish;
    }

    @Produces
    @Singleton
    Publishing publishing() {
        return new Publishing(catalogs);
    }

    @Produces
    @Singleton
    PublishAccess publishAccess() {
        return publishAccess;
    }

    @Produces
    @Singleton
    TopicWatch watch() {
        return watch;
    }

    private static List<SitePolicies> policies(Path policies, Path sites, Clock clock) {
        try {
            return PolicyFiles.read(policies, sites, clock.instant());
        } catch (InvalidPolicyFiles e) {
            throw new CannotStart(e.getMessage());
        }
    }

    private static RecordsTopic topic(int epoch, int shards) {
        try {
            return new RecordsTopic(epoch, shards);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }

    private void warnOfUndeclaredIdentifier(SiteCatalog site) {
        Policy policy = site.inForceAt(clock.instant());
        if (!policy.consentIdentifierDeclared()) {
            LOG.warnf(
                    "The policy does not declare the storage of the site's own consent identifier;"
                            + " declare it as a storage item. site=%s policyVersion=%s",
                    site.settings().site(), policy.version());
        }
    }
}
