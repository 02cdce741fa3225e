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
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Starts a real broker and a real PostgreSQL for the service under test. */
public class StandResource implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private Stand stand;
    private DeskServer desk;

    @Override
    public Map<String, String> start() {
        directory = temporary();
        stand = Stand.start(directory.resolve("stand"), StandOptions.withFreePorts());
        AppendedTopic.create(stand.kafkaBootstrapServers(), 1, 4);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 2, 2);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 3, 3);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 4, 4);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 5, 4);
        AppendedTopic.create(stand.kafkaBootstrapServers(), 6, 4);
        for (int epoch : new int[] {1, 4, 5, 6}) {
            AppendedTopic.create(stand.kafkaBootstrapServers(), "consent.records.v1." + epoch, 4);
        }
        desk = DeskServer.start();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stand.kafkaBootstrapServers());
        settings.put("consent.database.host", stand.databaseHost());
        settings.put("consent.database.port", String.valueOf(stand.databasePort()));
        settings.put("consent.database.name", stand.reporting().name());
        settings.put("consent.database.username", stand.reporting().user());
        settings.put("consent.database.password", stand.reporting().password());
        settings.put("consent.receipt-key.file", receiptKey());
        settings.put("consent.ledger.url", desk.uri().toString());
        settings.put("consent.desk-token.file", deskToken().toString());
        settings.put(
                "consent.sites.directory", TestSites.write(directory.resolve("sites")).toString());
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    private Path deskToken() {
        try {
            return Files.writeString(directory.resolve("desk.token"), DeskServer.token() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (desk != null) {
            desk.stop();
        }
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
