package dev.consentledger.ledger;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real broker and a real PostgreSQL for one test class. With the argument {@code servers=away}
 * both are dead when the service starts; {@code partitions} makes a records topic beforehand;
 * {@code auditor-token} is put into a file that the service is told.
 */
public class LedgerStand implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private Stand stand;
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
        if ("away".equals(arguments.get("servers"))) {
            stand.postgres().kill();
            stand.broker().kill();
        }
        Map<String, String> settings = new HashMap<>();
        Optional.ofNullable(arguments.get("auditor-token"))
                .ifPresent(token -> settings.put("consent.auditor-token.file", file(token)));
        settings.putAll(servers(stand.environment(ServiceName.LEDGER_SERVICE)));
        return settings;
    }

    private String file(String text) {
        try {
            return Files.writeString(directory.resolve("token"), text + "\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> servers(Map<String, String> environment) {
        return Map.of(
                "kafka.bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS"),
                "consent.database.host", environment.get("CONSENT_DATABASE_HOST"),
                "consent.database.port", environment.get("CONSENT_DATABASE_PORT"),
                "consent.database.name", environment.get("CONSENT_DATABASE_NAME"),
                "consent.database.username", environment.get("CONSENT_DATABASE_USERNAME"),
                "consent.database.password", environment.get("CONSENT_DATABASE_PASSWORD"),
                "consent.database.owner.password",
                        environment.get("CONSENT_DATABASE_OWNER_PASSWORD"),
                "consent.ledger-key.file", environment.get("CONSENT_LEDGER_KEY_FILE"),
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stand, new TestInjector.MatchesType(Stand.class));
    }

    @Override
    public void stop() {
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
