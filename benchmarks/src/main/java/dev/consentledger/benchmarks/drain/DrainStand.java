package dev.consentledger.benchmarks.drain;

import dev.consentledger.benchmarks.Cpu;
import dev.consentledger.benchmarks.FreshPostgres;
import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker with a filled records topic and a PostgreSQL, and the two ways to drain it. */
final class DrainStand implements AutoCloseable {

    private static final String RECORDS = "consent.records.v1.1";
    private static final String APPENDED = "consent.appended.v1.1";
    private static final String CHECKPOINTS = "consent.checkpoints.v1";
    private static final String JAVA_OPTIONS = "LEDGER_SERVICE_JAVA_OPTIONS";
    private static final String HEAP_MAX = "-Xmx384m";
    private static final long LOOK_MILLIS = 10;

    private final Stand stand;
    private final Prefill prefill;
    private final FreshPostgres fresh;
    private final Admin admin;
    private int drains;

    private DrainStand(Stand stand, Prefill prefill, FreshPostgres fresh) {
        this.stand = stand;
        this.prefill = prefill;
        this.fresh = fresh;
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stand.kafkaBootstrapServers()));
    }

    /**
     * Starts both servers, has ledger-service make the topics, and fills the first one.
     *
     * @param records half of those that it is filled with
     */
    static DrainStand start(Path directory, int records) {
        StandOptions options = StandOptions.withFreePorts();
        Stand stand = Stand.start(directory, options);
        FreshPostgres fresh = FreshPostgres.keep(stand);
        stand.startService(ServiceName.LEDGER_SERVICE).stop();
        Prefill prefill =
                Prefill.send(
                        stand.kafkaBootstrapServers(),
                        RECORDS,
                        new RealisticRecords(options.shards()),
                        2 * records,
                        made -> {});
        return new DrainStand(stand, prefill, fresh);
    }

    Prefill prefill() {
        return prefill;
    }

    /** ledger-service with everything that it does, into an empty ledger. */
    Drained byLedgerService()
            throws SQLException, InterruptedException, ExecutionException, IOException {
        fresh.restore();
        // A ledger behind the checkpoints on the topic would sign nothing.
        admin.deleteTopics(List.of(APPENDED, CHECKPOINTS)).all().get();
        try (LedgerTables tables = new LedgerTables(stand)) {
            try (ServiceProcess service = launchLedgerService()) {
                return watch(tables, service);
            }
        }
    }

    /** With the options of {@value #JAVA_OPTIONS}, for whoever wants to look inside. */
    private ServiceProcess launchLedgerService() {
        Map<String, String> environment =
                new HashMap<>(stand.environment(ServiceName.LEDGER_SERVICE));
        Optional.ofNullable(System.getenv(JAVA_OPTIONS))
                .ifPresent(options -> environment.put("JAVA_TOOL_OPTIONS", options));
        return ServiceProcess.launch(
                ServiceName.LEDGER_SERVICE,
                ProjectFiles.find().root(),
                environment,
                stand.logs().resolve(ServiceName.LEDGER_SERVICE.module() + ".log"));
    }

    private Drained watch(LedgerTables tables, ServiceProcess service)
            throws SQLException, InterruptedException {
        Moment begin = moment(until(tables, service, 1), service.pid());
        Moment middle = moment(until(tables, service, prefill.records() / 2), service.pid());
        Moment end = moment(until(tables, service, prefill.records()), service.pid());
        while (tables.published() < prefill.records()) {
            requireAlive(service);
            Thread.sleep(LOOK_MILLIS);
        }
        long published = System.nanoTime();
        return new Drained(begin.until(middle), middle.until(end), published - middle.nanos());
    }

    /** How far a drain was, and what it had taken. */
    private record Moment(long records, long nanos, long consumerCpu, long postgresCpu) {

        Drained.Half until(Moment later) {
            return new Drained.Half(
                    later.records - records,
                    later.nanos - nanos,
                    later.consumerCpu - consumerCpu,
                    later.postgresCpu - postgresCpu);
        }
    }

    private Moment moment(long records, long consumer) {
        return new Moment(
                records, System.nanoTime(), Cpu.nanos(consumer), Cpu.nanos(stand.postgres().pid()));
    }

    private static long until(LedgerTables tables, ServiceProcess service, long entries)
            throws SQLException, InterruptedException {
        long now = tables.entries();
        while (now < entries) {
            requireAlive(service);
            Thread.sleep(LOOK_MILLIS);
            now = tables.entries();
        }
        return now;
    }

    private static void requireAlive(ServiceProcess service) {
        if (!service.isAlive()) {
            throw new IllegalStateException("ledger-service ended: see " + service.log());
        }
    }

    /** The ceiling. */
    Drained byBareConsumer() throws SQLException, IOException, InterruptedException {
        fresh.restore();
        try (LedgerTables tables = new LedgerTables(stand)) {
            tables.createBare();
            Process process = bareConsumer();
            BufferedReader said = process.inputReader();
            Moment begin = moment(Long.parseLong(said.readLine()), process.pid());
            Moment middle = moment(Long.parseLong(said.readLine()), process.pid());
            Moment end = moment(Long.parseLong(said.readLine()), process.pid());
            process.getOutputStream().close();
            if (process.waitFor() != 0 || tables.bareRows() != prefill.records()) {
                throw new IllegalStateException("the bare consumer did not finish");
            }
            return new Drained(begin.until(middle), middle.until(end), 0);
        }
    }

    private Process bareConsumer() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP_MAX,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareConsumer.class.getName());
        builder.environment()
                .putAll(
                        Map.of(
                                "BOOTSTRAP", stand.kafkaBootstrapServers(),
                                "GROUP", "bare-consumer-" + drains++,
                                "TOPIC", RECORDS,
                                "RECORDS", String.valueOf(prefill.records()),
                                "PORT", String.valueOf(stand.databasePort()),
                                "NAME", stand.ledger().name(),
                                "PASSWORD", stand.ledger().password()));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }

    @Override
    public void close() {
        admin.close();
        stand.close();
    }
}
