package dev.consentledger.ledger;

import dev.consentledger.ledger.http.DeskAccess;
import dev.consentledger.ledger.http.EntryAccess;
import dev.consentledger.ledger.kafka.Topics;
import dev.consentledger.ledger.lookup.EventLookup;
import dev.consentledger.ledger.lookup.ShardState;
import dev.consentledger.ledger.reading.LogProofs;
import dev.consentledger.ledger.reading.PublishedKeys;
import dev.consentledger.ledger.reading.PublishedLog;
import dev.consentledger.ledger.reading.Quotations;
import dev.consentledger.ledger.statement.Submission;
import dev.consentledger.ledger.store.LedgerDatabase;
import dev.consentledger.ledger.store.LedgerReader;
import dev.consentledger.ledger.store.LogReader;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts together what answers over HTTP, and who may ask. */
@Singleton
@Startup
public class Answering {

    private final LedgerConfig config;
    private final LedgerDatabase database;
    private final Wiring wiring;
    private final Topics topics;
    private final LedgerReader reader;
    private final LogReader logReader;
    private final EntryAccess entryAccess;
    private final DeskAccess deskAccess;

    Answering(LedgerConfig config, LedgerDatabase database, Wiring wiring) {
        this.config = config;
        this.database = database;
        this.wiring = wiring;
        this.topics = wiring.topics();
        this.reader = database.reader(config.epoch(), config.shards());
        this.logReader =
                database.logReader(
                        config.epoch(), config.shards(), wiring.witnessing().handedOut());
        SecretFile token = new SecretFile("auditor's token", "CONSENT_AUDITOR_TOKEN_FILE");
        this.entryAccess =
                new EntryAccess(config.entriesOpen(), config.auditorTokenFile().map(token::read));
        SecretFile deskToken = new SecretFile("desk's token", "CONSENT_DESK_TOKEN_FILE");
        this.deskAccess = new DeskAccess(config.deskTokenFile().map(deskToken::read));
    }

    @Produces
    @Singleton
    Submission submission() {
        return wiring.recovery().submission(reader::shards);
    }

    @Produces
    @Singleton
    EventLookup lookup() {
        return new EventLookup(reader::find, this::endsOnTopic, reader::isBehind);
    }

    @Produces
    @Singleton
    Supplier<Uni<List<ShardState>>> shardStates() {
        return reader::shards;
    }

    @Produces
    @Singleton
    PublishedLog publishedLog() {
        return logReader;
    }

    @Produces
    @Singleton
    LogProofs logProofs(EventLookup lookup) {
        Quotations quotations = new Quotations(database.shelf()::keep);
        return new LogProofs(logReader, lookup::find, quotations, config.epoch());
    }

    @Produces
    @Singleton
    PublishedKeys publishedKeys() {
        return database.logKeys(config.epoch());
    }

    @Produces
    @Singleton
    EntryAccess entryAccess() {
        return entryAccess;
    }

    @Produces
    @Singleton
    DeskAccess deskAccess() {
        return deskAccess;
    }

    private Uni<Map<Integer, Long>> endsOnTopic() {
        return Uni.createFrom()
                .item(Unchecked.supplier(topics::endOffsets))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
