package dev.consentledger.api.http;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real broker for one test class. The topic is there from the start unless the argument {@code
 * topic=later} leaves it to the test.
 */
public class RecordsStand implements QuarkusTestResourceLifecycleManager {

    static final String TOPIC = "consent.records.v1.1";
    static final String POLICIES = "consent.policies.v1";
    static final int SHARDS = 4;

    private Path directory;
    private Stand stand;
    private boolean topicLater;

    @Override
    public void init(Map<String, String> arguments) {
        topicLater = "later".equals(arguments.get("topic"));
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("consent-api-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stand = Stand.start(directory, StandOptions.withFreePorts());
        if (!topicLater) {
            createTopic(stand);
        }
        Map<String, String> environment = stand.environment(ServiceName.CONSENT_API);
        return Map.of(
                "quarkus.http.test-port", "0",
                "kafka.bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS"),
                "consent.policies.directory", environment.get("CONSENT_POLICIES_DIRECTORY"),
                "consent.sites.directory", environment.get("CONSENT_SITES_DIRECTORY"),
                "consent.receipt-key.file", environment.get("CONSENT_RECEIPT_KEY_FILE"),
                "consent.publish-token.file", environment.get("CONSENT_PUBLISH_TOKEN_FILE"));
    }

    static void createTopic(Stand stand) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stand.kafkaBootstrapServers()))) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(TOPIC, SHARDS, (short) 1),
                                    new NewTopic(POLICIES, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
