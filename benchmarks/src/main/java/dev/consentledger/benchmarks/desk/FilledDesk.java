package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.Prefill;
import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.benchmarks.drain.RealisticRecords.Made;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A ledger with many entries, and reporting-service that has projected them. Both were drained from
 * filled topics, one after the other, each as a fresh process.
 */
final class FilledDesk implements AutoCloseable {

    static final int SHARDS = 4;

    private static final int EPOCH = 1;
    private static final int LOOK_MILLIS = 200;

    private final Stand stand;
    private final ServiceProcess api;
    private final ServiceProcess ledger;
    private final ServiceProcess reporting;
    private final Drain append;
    private final Drain projection;

    private FilledDesk(Stand stand, RealisticRecords records, int entries, Consumer<Made> each)
            throws SQLException, InterruptedException {
        this.stand = stand;
        ledger = stand.startService(ServiceName.LEDGER_SERVICE);
        // Publishes the policies, and is not spoken to.
        api = stand.startService(ServiceName.CONSENT_API);
        ledger.stop();
        Prefill.send(
                stand.kafkaBootstrapServers(),
                "consent.records.v1." + EPOCH,
                records,
                entries,
                each);
        ledger.restart();
        append = drained(Part.LEDGER, ledger, entries);
        reporting =
                stand.launchService(
                        ServiceName.REPORTING_SERVICE,
                        Map.of("CONSENT_LOOK_UPS_PER_MINUTE", "1000000"));
        reporting.awaitReady();
        projection = drained(Part.REPORTING, reporting, entries);
    }

    /**
     * Fills one.
     *
     * @param each gets each record
     */
    static FilledDesk of(Path directory, RealisticRecords records, int entries, Consumer<Made> each)
            throws SQLException, InterruptedException {
        Stand stand =
                Stand.start(
                        directory, StandOptions.withFreePorts().withEpochAndShards(EPOCH, SHARDS));
        try {
            return new FilledDesk(stand, records, entries, each);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            stand.close();
            throw e;
        }
    }

    Drain append() {
        return append;
    }

    Drain projection() {
        return projection;
    }

    Officer officer() {
        return new Officer(reporting.uri(), stand.adminPassword().orElseThrow());
    }

    URI ledger() {
        return ledger.uri();
    }

    @Override
    public void close() {
        reporting.close();
        api.close();
        ledger.close();
        stand.close();
    }

    private Drain drained(Part part, ServiceProcess service, int entries)
            throws InterruptedException, SQLException {
        await(service, () -> counted(part) > 0);
        Work fresh = drained(part, service, counted(part), entries / 2);
        return new Drain(fresh, drained(part, service, counted(part), entries));
    }

    private Work drained(Part part, ServiceProcess service, long from, long to)
            throws InterruptedException, SQLException {
        long began = System.nanoTime();
        await(service, () -> counted(part) >= to);
        return Work.since(began, counted(part) - from);
    }

    /** Whose tables are counted. */
    private enum Part {
        LEDGER("SELECT coalesce(sum(size), 0) FROM signed_heads"),
        REPORTING("SELECT coalesce(sum(next_index), 0) FROM shard_position");

        private final String sql;

        Part(String sql) {
            this.sql = sql;
        }
    }

    private long counted(Part part) throws SQLException {
        var database = part == Part.LEDGER ? stand.ledgerOwner() : stand.reporting();
        try (Connection connection =
                        DriverManager.getConnection(
                                stand.jdbcUrl(database), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(part.sql);
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Something that is looked at again and again. */
    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void await(ServiceProcess service, Condition condition)
            throws InterruptedException, SQLException {
        while (!condition.holds()) {
            if (!service.isAlive()) {
                throw new IllegalStateException("a service ended: see " + service.log());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
