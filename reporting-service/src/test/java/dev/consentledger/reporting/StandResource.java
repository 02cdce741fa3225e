package dev.consentledger.reporting;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Starts a real broker and a real PostgreSQL for the service under test. */
public class StandResource implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private Stand stand;

    @Override
    public Map<String, String> start() {
        directory = temporary();
        stand = Stand.start(directory.resolve("stand"), StandOptions.withFreePorts());
        AppendedTopic.create(stand.kafkaBootstrapServers(), 1, 4);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 2, 2);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 3, 3);
        return Map.of(
                "kafka.bootstrap.servers", stand.kafkaBootstrapServers(),
                "consent.database.host", stand.databaseHost(),
                "consent.database.port", String.valueOf(stand.databasePort()),
                "consent.database.name", stand.reporting().name(),
                "consent.database.username", stand.reporting().user(),
                "consent.database.password", stand.reporting().password(),
                "consent.receipt-key.file", receiptKey(),
                "consent.sites.directory", TestSites.write(directory.resolve("sites")).toString(),
                "quarkus.http.test-port", "0");
    }

    /** The file that consent-api would have on this stand. */
    private String receiptKey() {
        return stand.environment(ServiceName.CONSENT_API).get("CONSENT_RECEIPT_KEY_FILE");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("reporting-service-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (stand != null) {
            stand.close();
        }
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
