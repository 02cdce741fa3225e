package dev.consentledger.benchmarks.append;

import dev.consentledger.benchmarks.Cpu;
import dev.consentledger.benchmarks.FreshPostgres;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.postgres.Database;
import dev.consentledger.standalone.service.ServiceName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A PostgreSQL with the ledger's empty tables, and beside them the same for the ceiling. */
final class AppendStand implements AutoCloseable {

    private static final String RECORDS = "consent.records.v1." + PreparedBatch.EPOCH;
    private static final String LEDGER = "";
    private static final String BARE = "bare_";

    private final Stand stand;
    private final String topicId;
    private final FreshPostgres fresh;

    private AppendStand(Stand stand, String topicId, FreshPostgres fresh) {
        this.stand = stand;
        this.topicId = topicId;
        this.fresh = fresh;
    }

    /** Has ledger-service make its tables; from then on PostgreSQL alone runs. */
    static AppendStand start(Path directory)
            throws SQLException, ExecutionException, InterruptedException {
        Stand stand = Stand.start(directory, StandOptions.withFreePorts());
        stand.startService(ServiceName.LEDGER_SERVICE).stop();
        String topicId = topicId(stand);
        stand.broker().stop();
        createBare(stand);
        return new AppendStand(stand, topicId, FreshPostgres.keep(stand));
    }

    private static String topicId(Stand stand) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stand.kafkaBootstrapServers()))) {
            return admin.describeTopics(List.of(RECORDS))
                    .allTopicNames()
                    .get()
                    .get(RECORDS)
                    .topicId()
                    .toString();
        }
    }

    /** The four tables with columns, storage and keys of the ledger's, without its triggers. */
    private static void createBare(Stand stand) throws SQLException {
        try (Connection owner = connect(stand);
                Statement statement = owner.createStatement()) {
            for (String table : List.of("entries", "evidence", "ids", "tiles")) {
                String bare = BARE + table;
                statement.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(bare, table));
                statement.execute(
                        "GRANT INSERT ON %s TO %s".formatted(bare, stand.ledger().user()));
            }
        }
    }

    /** The ways that are compared. */
    enum Kind {
        LEDGER_APPENDS("ledger", LEDGER),
        LEDGER_READS_AND_APPENDS("ledger, with reading", LEDGER),
        BARE_REACTIVE("bare, its driver", BARE),
        BARE_JDBC("bare, JDBC", BARE);

        private final String title;
        private final String prefix;

        Kind(String title, String prefix) {
            this.title = title;
            this.prefix = prefix;
        }

        String title() {
            return title;
        }
    }

    /** Appends everything to empty tables, in one way. */
    Turn turn(Kind kind, List<List<PreparedBatch>> batches) throws SQLException {
        fresh.restore();
        // What the preparation has left is not collected on the clock.
        System.gc();
        try (Way way = way(kind);
                Connection owner = connect(stand)) {
            long java = Cpu.ownNanos();
            long postgres = Cpu.nanos(stand.postgres().pid());
            long begin = System.nanoTime();
            way.append(batches);
            return new Turn(
                    System.nanoTime() - begin,
                    Cpu.ownNanos() - java,
                    Cpu.nanos(stand.postgres().pid()) - postgres,
                    Contents.of(owner, kind.prefix));
        }
    }

    private Way way(Kind kind) throws SQLException {
        return switch (kind) {
            case LEDGER_APPENDS -> ReactiveWay.ledgerAppends(stand, topicId);
            case LEDGER_READS_AND_APPENDS -> ReactiveWay.ledgerReadsAndAppends(stand, topicId);
            case BARE_REACTIVE -> ReactiveWay.bare(stand);
            case BARE_JDBC -> new JdbcWay(stand, AppendBenchmark.SHARDS);
        };
    }

    /**
     * One way, once.
     *
     * @param javaCpuNanos of this process
     * @param postgresCpuNanos of PostgreSQL
     */
    record Turn(long nanos, long javaCpuNanos, long postgresCpuNanos, Contents contents) {

        double perSecond() {
            return contents.entries() * 1e9 / nanos;
        }
    }

    private static Connection connect(Stand stand) throws SQLException {
        Database owner = stand.ledgerOwner();
        return DriverManager.getConnection(stand.jdbcUrl(owner), owner.user(), owner.password());
    }

    @Override
    public void close() {
        stand.close();
    }
}
