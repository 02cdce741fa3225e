package dev.consentledger.benchmarks.log;

import dev.consentledger.benchmarks.Cpu;
import dev.consentledger.benchmarks.drain.Prefill;
import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.postgres.Database;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A ledger with one shard, all entries of which a signed checkpoint covers: one log, and nothing
 * else to do for the service that serves it.
 */
public final class FilledLedger implements AutoCloseable {

    private static final int EPOCH = 1;
    private static final int SHARDS = 1;
    private static final long LOOK_MILLIS = 100;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Stand stand;
    private final ServiceProcess service;
    private final List<UUID> ids;

    private FilledLedger(Stand stand, ServiceProcess service, List<UUID> ids) {
        this.stand = stand;
        this.service = service;
        this.ids = ids;
    }

    /** Starts it, fills it, and returns when everything is covered. */
    public static FilledLedger start(Path directory, int entries)
            throws IOException, InterruptedException {
        Stand stand =
                Stand.start(
                        directory, StandOptions.withFreePorts().withEpochAndShards(EPOCH, SHARDS));
        ServiceProcess service = stand.startService(ServiceName.LEDGER_SERVICE);
        List<UUID> ids = new ArrayList<>(entries);
        Prefill.send(
                stand.kafkaBootstrapServers(),
                "consent.records.v1." + EPOCH,
                new RealisticRecords(SHARDS),
                entries,
                made -> ids.add(eventId(made)));
        FilledLedger ledger = new FilledLedger(stand, service, ids);
        while (ledger.covered() < entries) {
            if (!service.isAlive()) {
                throw new IllegalStateException("ledger-service ended: see " + service.log());
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return ledger;
    }

    private static UUID eventId(RealisticRecords.Made made) {
        return made.entry().eventId();
    }

    private long covered() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                HTTP.send(
                        HttpRequest.newBuilder(log().resolve("checkpoint")).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            return 0;
        }
        try {
            return SignedCheckpoint.parse(answer.body()).checkpoint().size();
        } catch (MalformedCheckpoint e) {
            throw new IllegalStateException(e);
        }
    }

    int entries() {
        return ids.size();
    }

    /** An event's id, by its index in the log. */
    UUID id(int index) {
        return ids.get(index);
    }

    /** Where the service answers. */
    URI uri() {
        return service.uri();
    }

    /** The log's prefix, with a slash at its end. */
    URI log() {
        return uri().resolve("/logs/%d/0/".formatted(EPOCH));
    }

    /** Processor time that ledger-service has had, in nanoseconds. */
    long serviceCpu() {
        return Cpu.nanos(service.pid());
    }

    /** Likewise PostgreSQL. */
    long postgresCpu() {
        return Cpu.nanos(stand.postgres().pid());
    }

    /** Bytes of a path below the log's prefix, or of one that begins with a slash. */
    byte[] get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                HTTP.send(
                        HttpRequest.newBuilder(log().resolve(path))
                                .header("Authorization", "Bearer " + token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** The file with the auditor's token. */
    Path tokenFile() {
        return Path.of(
                stand.environment(ServiceName.LEDGER_SERVICE).get("CONSENT_AUDITOR_TOKEN_FILE"));
    }

    private String token() throws IOException {
        return Files.readString(tokenFile()).strip();
    }

    /** The database, as its owner. */
    Connection connect() throws SQLException {
        Database owner = stand.ledgerOwner();
        return DriverManager.getConnection(stand.jdbcUrl(owner), owner.user(), owner.password());
    }

    /** For what belongs to this ledger alone. */
    Path directory() {
        return stand.directory();
    }

    @Override
    public void close() {
        service.close();
        stand.close();
    }
}
