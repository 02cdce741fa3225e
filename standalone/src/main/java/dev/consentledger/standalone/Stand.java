package dev.consentledger.standalone;

import dev.consentledger.standalone.postgres.Database;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Leftovers;
import dev.consentledger.standalone.process.StandProcess;
import dev.consentledger.standalone.process.StartListener;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import dev.consentledger.standalone.witness.WitnessFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real Kafka broker and a real PostgreSQL for the services to run on, as child processes of this
 * JVM that end with it in whatever way it ends; or, when the system property {@code stand} is
 * {@code containers}, as containers whose data ends with the stand.
 *
 * <p>Everything is kept in one directory and found again by the next start: {@code kafka/}, {@code
 * postgres/}, {@code keys/}, {@code witness/}, {@code logs/}. Methods may be called from any
 * thread.
 */
public final class Stand implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final StandOptions options;
    private final Secrets secrets;
    private final DatabaseUsers databases;
    private final DirectoryLock lock;
    private final Servers servers;

    private volatile Optional<String> adminPassword = Optional.empty();

    private Stand(
            Path directory,
            StandOptions options,
            DirectoryLock lock,
            Secrets secrets,
            Servers servers) {
        this.directory = directory;
        this.options = options;
        this.lock = lock;
        this.secrets = secrets;
        this.databases = new DatabaseUsers(secrets);
        this.servers = servers;
    }

    /**
     * Starts both servers and returns when clients can connect.
     *
     * @throws CannotStart with a message for whoever runs it: the directory is held or cannot be
     *     written, a port is taken, the disk is full, the data is another version's
     */
    public static Stand start(Path directory, StandOptions options) {
        return start(directory, options, StartListener.SILENT);
    }

    /** The same, telling a listener how far it is. */
    public static Stand start(Path directory, StandOptions options, StartListener listener) {
        Path absolute = directory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.hold(absolute);
        try {
            Leftovers.awaitEnd(absolute.resolve("logs"));
            Preconditions.check(absolute, options);
            Secrets secrets = new Secrets(absolute.resolve("keys"));
            Servers servers =
                    Servers.start(
                            absolute, options, new DatabaseUsers(secrets).all(options), listener);
            return new Stand(absolute, options, lock, secrets, servers);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** For {@code bootstrap.servers}. */
    public String kafkaBootstrapServers() {
        return HOST + ":" + options.kafkaPort();
    }

    public String databaseHost() {
        return HOST;
    }

    public int databasePort() {
        return options.postgresPort();
    }

    /** The ledger-service's database, for the service: it reads, and appends. */
    public Database ledger() {
        return databases.ledger();
    }

    /** The same for who makes and upgrades its tables. */
    public Database ledgerOwner() {
        return databases.ledgerOwner();
    }

    /** The same for somebody whom nothing there stops, where the options say that there is one. */
    public Database ledgerSuperuser() {
        return databases.ledgerSuperuser();
    }

    /** The reporting-service's database. */
    public Database reporting() {
        return databases.reporting();
    }

    /** For JDBC: {@code jdbc:postgresql://host:port/name}. */
    public String jdbcUrl(Database database) {
        return "jdbc:postgresql://" + HOST + ":" + options.postgresPort() + "/" + database.name();
    }

    public StandProcess broker() {
        return servers.broker();
    }

    public StandProcess postgres() {
        return servers.postgres();
    }

    public Path directory() {
        return directory;
    }

    /** Where the services' log files belong. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** Starts one of the services on this stand and returns when it is ready. */
    public ServiceProcess startService(ServiceName service) {
        ServiceProcess process = launchService(service);
        process.awaitReady();
        return process;
    }

    /** Starts one of the services on this stand and returns at once. */
    public ServiceProcess launchService(ServiceName service) {
        return launchService(service, Map.of());
    }

    /** The same, under more environment variables. */
    public ServiceProcess launchService(ServiceName service, Map<String, String> more) {
        if (service == ServiceName.REPORTING_SERVICE) {
            FirstUser.make(secrets, options.files())
                    .ifPresent(made -> adminPassword = Optional.of(made));
        }
        Path log = logs().resolve(service.module() + ".log");
        Map<String, String> all = new TreeMap<>(environment(service));
        all.putAll(more);
        return ServiceProcess.launch(service, options.files().root(), all, log);
    }

    /**
     * The password of the reporting-service's user {@code admin}, who is administrator and data
     * protection officer of all sites; empty until this stand has started that service for the
     * first time on its directory.
     */
    public Optional<String> adminPassword() {
        return adminPassword;
    }

    /** The files of a witness beside the ledger; see {@link OwnWitness}. */
    WitnessFiles witnessFiles() {
        return new WitnessFiles(
                directory.resolve("witness"), options.witnessPort(), options.files().verifier());
    }

    /** The environment variables that a service needs to run on this stand, and no others. */
    public Map<String, String> environment(ServiceName service) {
        Map<String, String> all = new TreeMap<>();
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrapServers());
        all.put(ServiceProcess.PORT_VARIABLE, String.valueOf(options.servicePorts().get(service)));
        all.put("CONSENT_EPOCH", String.valueOf(options.epoch()));
        all.put("CONSENT_SHARDS", String.valueOf(options.shards()));
        switch (service) {
            case CONSENT_API -> {
                all.put("CONSENT_POLICIES_DIRECTORY", options.files().policies().toString());
                all.put("CONSENT_SITES_DIRECTORY", options.files().sites().toString());
                all.put("CONSENT_RECEIPT_KEY_FILE", secrets.file("receipt.key").toString());
                all.put("CONSENT_PUBLISH_TOKEN_FILE", secrets.file("publish.token").toString());
            }
            case LEDGER_SERVICE -> {
                all.put("CONSENT_LEDGER_KEY_FILE", secrets.file("ledger.key").toString());
                all.put("CONSENT_AUDITOR_TOKEN_FILE", secrets.file("auditor.token").toString());
                all.put("CONSENT_DESK_TOKEN_FILE", secrets.file("desk.token").toString());
                all.put("CONSENT_LOG_KEY_FILE", secrets.path("log.key").toString());
                // There only while the key is changed.
                all.put("CONSENT_LOG_KEY_NEXT_FILE", secrets.path("log-next.key").toString());
                all.put("CONSENT_LEDGER_NAME", ledgerName());
                all.putAll(connection(ledger()));
                all.put("CONSENT_DATABASE_OWNER_USERNAME", ledgerOwner().user());
                all.put("CONSENT_DATABASE_OWNER_PASSWORD", ledgerOwner().password());
            }
            case REPORTING_SERVICE -> {
                all.put("CONSENT_RECEIPT_KEY_FILE", secrets.file("receipt.key").toString());
                all.put("CONSENT_SITES_DIRECTORY", options.files().sites().toString());
                Object port = options.servicePorts().get(ServiceName.LEDGER_SERVICE);
                all.put("CONSENT_LEDGER_URL", "http://" + HOST + ":" + port);
                all.put("CONSENT_DESK_TOKEN_FILE", secrets.file("desk.token").toString());
                all.put("CONSENT_USERS_FILE", secrets.path(FirstUser.FILE).toString());
                all.put("CONSENT_FIGURES_OPEN", "true");
                all.put(
                        "CONSENT_AUDIT_PACKS_DIRECTORY",
                        directory.resolve("audit-packs").toString());
                all.putAll(connection(reporting()));
            }
        }
        return all;
    }

    /** Where the ledger's logs are, without the scheme: part of their names. */
    private String ledgerName() {
        return "localhost:%d/logs"
                .formatted(options.servicePorts().get(ServiceName.LEDGER_SERVICE));
    }

    private Map<String, String> connection(Database database) {
        return Map.of(
                "CONSENT_DATABASE_HOST", HOST,
                "CONSENT_DATABASE_PORT", String.valueOf(options.postgresPort()),
                "CONSENT_DATABASE_NAME", database.name(),
                "CONSENT_DATABASE_USERNAME", database.user(),
                "CONSENT_DATABASE_PASSWORD", database.password());
    }

    /** Stops the broker, then PostgreSQL, and lets go of the directory. */
    @Override
    public void close() {
        servers.end().run();
        lock.close();
    }
}
