package dev.consentledger.ledger;

import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.process.Ports;
import dev.consentledger.standalone.service.ServiceName;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real broker and a real PostgreSQL for one test class. With the argument {@code servers=away}
 * both are dead when the service starts; {@code partitions} makes a records topic beforehand, and
 * {@code records} writes so many to it; {@code auditor-token} is put into a file that the service
 * is told, and {@code operator} is the name of one who may sign statements, with the key in {@code
 * operator.pem}; with {@code signing=off} its key is one that anybody can read, and so it signs
 * nothing; {@code witnesses} are names of witnesses that it is told to ask, each with a free port
 * where nobody listens yet and its key beside the file of witnesses as {@code <name>.pem}. The
 * self-audit is off, since tests change the database, but with {@code self-audit=on}. With {@code
 * database=proxied} there is a {@link CuttingProxy} before PostgreSQL; {@code batch-records} is how
 * many records one transaction appends.
 */
public class LedgerStand implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private Stand stand;
    private Optional<CuttingProxy> proxy = Optional.empty();
    private Map<String, String> arguments;

    @Override
    public void init(Map<String, String> initArguments) {
        arguments = initArguments;
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("ledger-service-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stand = Stand.start(directory, StandOptions.withFreePorts());
        Optional.ofNullable(arguments.get("partitions"))
                .ifPresent(number -> RecordsTopic.create(stand, Integer.parseInt(number)));
        Optional.ofNullable(arguments.get("records"))
                .ifPresent(number -> sendRecords(Integer.parseInt(number)));
        if ("away".equals(arguments.get("servers"))) {
            stand.postgres().kill();
            stand.broker().kill();
        }
        Map<String, String> settings = new HashMap<>();
        Optional.ofNullable(arguments.get("auditor-token"))
                .ifPresent(token -> settings.put("consent.auditor-token.file", file(token)));
        Optional.ofNullable(arguments.get("operator"))
                .ifPresent(name -> settings.put("consent.operators.file", file(operator(name))));
        boolean audited = "on".equals(arguments.get("self-audit"));
        settings.put("consent.self-audit.entries-per-second", audited ? "100000" : "0");
        settings.put("consent.self-audit.pause", "1s");
        settings.putAll(servers(stand.environment(ServiceName.LEDGER_SERVICE)));
        if ("off".equals(arguments.get("signing"))) {
            settings.put("consent.log-key.file", file("anybody can read this"));
        }
        Optional.ofNullable(arguments.get("witnesses"))
                .ifPresent(names -> settings.putAll(witnesses(names.split(","))));
        Optional.ofNullable(arguments.get("batch-records"))
                .ifPresent(number -> settings.put("consent.consumer.batch-records", number));
        if ("proxied".equals(arguments.get("database"))) {
            proxy = Optional.of(new CuttingProxy(stand.databasePort()));
            settings.put("consent.database.port", String.valueOf(proxy.get().port()));
        }
        return settings;
    }

    private Map<String, String> witnesses(String... names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            Ed25519PrivateKey key = Ed25519PrivateKey.generate(new SecureRandom());
            write(name + ".pem", key.toPem());
            lines.append(
                    "witness %s %s http://127.0.0.1:%d/%n"
                            .formatted(
                                    name,
                                    new Cosigner("witness.example/" + name, key).verifierKey(),
                                    Ports.free()));
        }
        return Map.of(
                "consent.witnesses.file",
                write("witnesses", lines.toString()),
                "consent.witnesses.period",
                "1s");
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String text) {
        try {
            Path file = Files.createTempFile(directory, "setting", "");
            Files.writeString(file, text + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the key; gives what the service is told of it. */
    private String operator(String name) {
        Ed25519PrivateKey key = Ed25519PrivateKey.generate(new SecureRandom());
        write("operator.pem", key.toPem());
        return "# may sign statements\n\n" + new NoteSigner(name, key).verifierKey().encode();
    }

    private static Map<String, String> servers(Map<String, String> environment) {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS")),
                Map.entry("consent.database.host", environment.get("CONSENT_DATABASE_HOST")),
                Map.entry("consent.database.port", environment.get("CONSENT_DATABASE_PORT")),
                Map.entry("consent.database.name", environment.get("CONSENT_DATABASE_NAME")),
                Map.entry(
                        "consent.database.username", environment.get("CONSENT_DATABASE_USERNAME")),
                Map.entry(
                        "consent.database.password", environment.get("CONSENT_DATABASE_PASSWORD")),
                Map.entry(
                        "consent.database.owner.password",
                        environment.get("CONSENT_DATABASE_OWNER_PASSWORD")),
                Map.entry("consent.ledger-key.file", environment.get("CONSENT_LEDGER_KEY_FILE")),
                Map.entry("consent.desk-token.file", environment.get("CONSENT_DESK_TOKEN_FILE")),
                Map.entry("consent.log-key.file", environment.get("CONSENT_LOG_KEY_FILE")),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.test-port", "0"));
    }

    private void sendRecords(int number) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            Stream.generate(Event::granted).limit(number).forEach(topic::send);
            topic.flush();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stand, new TestInjector.MatchesType(Stand.class));
        proxy.ifPresent(
                there ->
                        injector.injectIntoFields(
                                there, new TestInjector.MatchesType(CuttingProxy.class)));
    }

    @Override
    public void stop() {
        proxy.ifPresent(CuttingProxy::close);
        if (stand != null) {
            stand.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
