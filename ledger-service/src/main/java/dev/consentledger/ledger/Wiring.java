package dev.consentledger.ledger;

import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.log.SubjectTags;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.append.RecentEntries;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.audit.AbsenceCheck;
import dev.consentledger.ledger.audit.StoredAbsences;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.checkpoint.Thinning;
import dev.consentledger.ledger.desk.DeskRecords;
import dev.consentledger.ledger.erasure.Announcement;
import dev.consentledger.ledger.erasure.TombstoneKeeper;
import dev.consentledger.ledger.erasure.Tombstones;
import dev.consentledger.ledger.kafka.AppendedPublisher;
import dev.consentledger.ledger.kafka.Clients;
import dev.consentledger.ledger.kafka.PolicyRecord;
import dev.consentledger.ledger.kafka.RecordConsumer;
import dev.consentledger.ledger.kafka.RecordsLook;
import dev.consentledger.ledger.kafka.RecordsTopic;
import dev.consentledger.ledger.kafka.TombstoneRecord;
import dev.consentledger.ledger.kafka.Topics;
import dev.consentledger.ledger.metrics.CheckpointMetrics;
import dev.consentledger.ledger.metrics.LedgerMetrics;
import dev.consentledger.ledger.metrics.StatementMetrics;
import dev.consentledger.ledger.store.CheckpointStore;
import dev.consentledger.ledger.store.DeskReader;
import dev.consentledger.ledger.store.LedgerDatabase;
import dev.consentledger.ledger.store.LedgerReader;
import dev.consentledger.ledger.store.LedgerStore;
import dev.consentledger.ledger.witness.WitnessSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the service together. */
@Singleton
public class Wiring {

    private final LedgerConfig config;
    private final Clients clients;
    private final Topics topics;
    private final Shards shards = new Shards();
    private final LedgerStore store;
    private final LedgerReader reader;
    private final DeskReader desk;
    private final RecentEntries recent;
    private final Appender appender;
    private final LedgerMetrics metrics;
    private final SigningStatus signingStatus = new SigningStatus();
    private final Witnessing witnessing;
    private final Signing signing;
    private final Thinning thinning;
    private final Announcement announcement;
    private final TombstoneKeeper tombstoneKeeper;
    private final Recovery recovery;
    private final SelfAuditing selfAuditing;
    private final StoredAbsences absences;
    private final LedgerDatabase database;
    private final UUID ledgerKeyTag;

    Wiring(
            LedgerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            LedgerDatabase database,
            MeterRegistry registry) {
        this.config = config;
        this.clients = new Clients(bootstrapServers);
        this.topics = clients.topics(config.epoch(), config.shards(), config.topicsReplication());
        this.store = database.store(config.epoch());
        this.reader = database.reader(config.epoch(), config.shards());
        this.recent = new RecentEntries(reader, config.shards());
        byte[] ledgerKey =
                new SecretFile("ledger key", "CONSENT_LEDGER_KEY_FILE")
                        .read(config.ledgerKeyFile());
        this.database = database;
        this.ledgerKeyTag = new SubjectTags(ledgerKey).ofKey();
        this.appender = new Appender(store, new Sequencer(ledgerKey), config.shards());
        this.metrics = new LedgerMetrics(registry, shards, config.shards());
        this.thinning = new Thinning(database.shelf(), CheckpointMetrics.thinned(registry));
        CheckpointMetrics.register(registry, signingStatus, config.shards());
        Origins origins = origins(config);
        this.announcement = new Announcement(ledgerKey, origins, config.shards());
        Tombstones tombstones = new Tombstones(announcement);
        this.tombstoneKeeper =
                new TombstoneKeeper(tombstones, database.tombstones(config.epoch())::apply);
        this.desk = database.desk(config.epoch(), tombstones);
        this.recovery =
                new Recovery(
                        config,
                        clients,
                        topics,
                        origins,
                        shards,
                        new StatementMetrics(registry),
                        tombstones);
        CheckpointStore checkpoints = database.checkpoints(config.epoch());
        this.witnessing =
                new Witnessing(
                        config,
                        checkpoints,
                        database.cosignatures(config.epoch()),
                        shards,
                        signingStatus,
                        registry);
        this.signing =
                new Signing(
                        config,
                        clients,
                        topics,
                        origins,
                        checkpoints,
                        shards,
                        signingStatus,
                        witnessing);
        this.absences = database.absences(config.epoch());
        this.selfAuditing =
                new SelfAuditing(
                        config,
                        database.audited(config.epoch()),
                        ledgerKey,
                        shards,
                        signingStatus,
                        registry);
    }

    private static Origins origins(LedgerConfig config) {
        try {
            return new Origins(config.ledgerName(), config.epoch());
        } catch (IllegalArgumentException e) {
            throw new CannotStart("CONSENT_LEDGER_NAME is wrong: " + e.getMessage() + ".");
        }
    }

    @Produces
    @Singleton
    Shards shards() {
        return shards;
    }

    @Produces
    @Singleton
    DeskRecords deskRecords() {
        return desk;
    }

    @Produces
    @Singleton
    SigningStatus signingStatus() {
        return signingStatus;
    }

    @Produces
    @Singleton
    WitnessSettings witnessSettings() {
        return witnessing.settings();
    }

    /** Asks the database, once its tables are there. */
    void requireLedgerKey() throws WrongLedgerKey {
        if (!database.knowsLedgerKey(ledgerKeyTag)) {
            throw new WrongLedgerKey(config.ledgerKeyFile().orElseThrow());
        }
    }

    Witnessing witnessing() {
        return witnessing;
    }

    Signing signing() {
        return signing;
    }

    Thinning thinning() {
        return thinning;
    }

    TombstoneKeeper tombstoneKeeper() {
        return tombstoneKeeper;
    }

    Recovery recovery() {
        return recovery;
    }

    SelfAuditing selfAuditing() {
        return selfAuditing;
    }

    Topics topics() {
        return topics;
    }

    AppendedPublisher publisher() {
        return new AppendedPublisher(
                clients::producer,
                topics.appended(),
                recent,
                shards,
                new TombstoneRecord(topics.control(), announcement),
                new PolicyRecord(topics.policies()));
    }

    /** A consumer that wakes the publisher after each batch. */
    RecordConsumer consumer(RecordsTopic topic, AppendedPublisher publisher) {
        return new RecordConsumer(
                clients.consumer("ledger-service." + config.epoch(), config.batchRecords()),
                topic,
                shard -> store.open(shard, topic.id()),
                appender,
                shards,
                (shard, batch, took) -> {
                    metrics.committed(shard, batch, took);
                    recent.add(batch);
                    publisher.wake();
                },
                recent,
                recovery.statements());
    }

    AbsenceCheck absenceCheck(RecordsTopic topic) {
        return selfAuditing.absenceCheck(
                absences, new RecordsLook(clients::committedReader, topic));
    }
}
