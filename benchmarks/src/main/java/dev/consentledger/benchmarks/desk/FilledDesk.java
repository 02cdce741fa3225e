package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.Prefill;
import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.benchmarks.drain.RealisticRecords.Made;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.postgres.Database;
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
record FilledDesk(
        Stand stand,
        ServiceProcess ledger,
        ServiceProcess reporting,
        Drain append,
        Drain projection)
        implements AutoCloseable {

    static final int SHARDS = 4;

    private static final int EPOCH = 1;
    private static final int LOOK_MILLIS = 200;

    /**
     * Fills one. What runs after a failure ends with this process.
     *
     * @param each gets each record
     */
    static FilledDesk of(Path directory, RealisticRecords records, int entries, Consumer<Made> each)
            throws SQLException, InterruptedException {
        Stand stand =
                Stand.start(
                        directory, StandOptions.withFreePorts().withEpochAndShards(EPOCH, SHARDS));
        ServiceProcess ledger = stand.startService(ServiceName.LEDGER_SERVICE);
        // It publishes the policies, which is all that it is needed for.
        stand.startService(ServiceName.CONSENT_API).close();
        ledger.stop();
        Prefill.send(
                stand.kafkaBootstrapServers(),
                "consent.records.v1." + EPOCH,
                records,
                entries,
                each);
        ledger.restart();
        Drain append = Part.LEDGER.drain(stand, ledger, entries);
        ServiceProcess reporting =
                stand.launchService(
                        ServiceName.REPORTING_SERVICE,
                        Map.of("CONSENT_LOOK_UPS_PER_MINUTE", "1000000"));
        reporting.awaitReady();
        Drain projection = Part.REPORTING.drain(stand, reporting, entries);
        return new FilledDesk(stand, ledger, reporting, append, projection);
    }

    Officer officer() {
        return new Officer(reporting.uri(), stand.adminPassword().orElseThrow());
    }

    URI ledgerUri() {
        return ledger.uri();
    }

    @Override
    public void close() {
        reporting.close();
        ledger.close();
        stand.close();
    }

    /** Whose tables tell how far it is. */
    private enum Part {
        LEDGER("SELECT coalesce(sum(size), 0) FROM signed_heads"),
        REPORTING("SELECT coalesce(sum(next_index), 0) FROM shard_position");

        private final String sql;

        Part(String sql) {
            this.sql = sql;
        }

        Drain drain(Stand stand, ServiceProcess service, int entries)
                throws InterruptedException, SQLException {
            await(stand, service, 1);
            Work fresh = drained(stand, service, entries / 2);
            return new Drain(fresh, drained(stand, service, entries));
        }

        private Work drained(Stand stand, ServiceProcess service, long to)
                throws InterruptedException, SQLException {
            long from = counted(stand);
            long began = System.nanoTime();
            await(stand, service, to);
            return Work.since(began, counted(stand) - from);
        }

        private void await(Stand stand, ServiceProcess service, long entries)
                throws InterruptedException, SQLException {
            while (counted(stand) < entries) {
                if (!service.isAlive()) {
                    throw new IllegalStateException("a service ended: see " + service.log());
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }

        private long counted(Stand stand) throws SQLException {
            Database database = this == LEDGER ? stand.ledgerOwner() : stand.reporting();
            try (Connection connection =
                            DriverManager.getConnection(
                                    stand.jdbcUrl(database), database.user(), database.password());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
